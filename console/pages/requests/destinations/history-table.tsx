import { useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Scrolls } from '../../../ui/scrolls.tsx';

/** All that happened to a destination, the oldest first. */
export function HistoryTable({ entry: { history } }: { entry: Entry }) {
  const texts = useTexts('destinations').history;
  return (
    <section>
      <h2>{texts.title}</h2>
      <Scrolls label={texts.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.who}</th>
              <th scope="col">{texts.what}</th>
            </tr>
          </thead>
          <tbody>
            {history.map(({ version, at, by, step }) => (
              <tr key={version}>
                <td>
                  <Moment at={at} />
                </td>
                <td>{by}</td>
                <td>{texts.steps[step]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
}
