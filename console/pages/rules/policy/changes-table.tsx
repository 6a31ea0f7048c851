import { useApp, useTexts } from '../../../app/context.ts';
import { Scrolls } from '../../../ui/scrolls.tsx';
import type { WaitingChange } from './policy-sections.ts';
import type { Leaf } from './policy-value.ts';
import { pathWords, valueWords } from './policy-words.ts';

/** Old and new values beside each other. */
export function ChangesTable({ changes, label }: { changes: readonly WaitingChange[]; label: string }) {
  const { language } = useApp();
  const texts = useTexts('policy');
  return (
    <Scrolls label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.what}</th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row" title={path}>
                {pathWords(path, texts, language)}
              </th>
              <td>
                <Values of={before} below={path} />
              </td>
              <td>
                <Values of={after} below={path} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Values({ of: leaves, below }: { of: readonly Leaf[]; below: string }) {
  const { language } = useApp();
  const texts = useTexts('policy');
  const [first, ...others] = leaves;
  if (first === undefined) return <span class="quiet">{texts.nothing}</span>;
  if (others.length === 0 && first.path === below) return <>{valueWords(first, texts, language)}</>;
  return (
    <ul class="plain">
      {leaves.map((leaf) => (
        <li key={leaf.path}>
          {pathWords(leaf.path, texts, language)}: {valueWords(leaf, texts, language)}
        </li>
      ))}
    </ul>
  );
}
