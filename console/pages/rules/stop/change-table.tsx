import { useTexts } from '../../../app/context.ts';
import { scopeWords } from '../../../texts/scope-words.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Scrolls } from '../../../ui/scrolls.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import type { PauseView } from './pause-context.ts';

/** Who paused and resumed what, the newest first. */
export function ChangeTable({ changes }: { changes: PauseView['changes'] }) {
  const texts = useTexts('stop');
  if (changes.length === 0) return <p>{texts.noChanges}</p>;
  return (
    <Scrolls label={texts.changes}>
      <table>
        <thead>
          <tr>
            {texts.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.toReversed().map(({ number, what, scope, reason, by, at }) => (
            <tr key={number}>
              <td>
                <Moment at={at} />
              </td>
              <td>{texts.whats[what]}</td>
              <td>{scopeWords(scope, texts.scopes)}</td>
              <td>{by}</td>
              <td>{reason !== undefined && <UserText text={reason} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}
