import { useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { lastDays } from '../shared/days.ts';
import { closingsOf } from './history.ts';
import { Ways } from './ways.tsx';

const daysShown = 30;

/** What an account had of a coin at the end of each of the last days. */
export function Page({ parameters: { account = '', coin = '' } }: PageProps) {
  const texts = useTexts('balances');
  const books = useTexts('books');
  const [openedAt] = useState(Date.now);
  const period = lastDays(daysShown, openedAt);
  const { answer, reload } = useAnswer('GET /statements', { query: { account, coin, ...period } });
  return (
    <>
      <PageHeading text={texts.history.title(account, coin)} />
      <Ways />
      <Answered of={answer} reload={reload}>
        {({ statements }) => (
          <LineChart
            title={texts.history.chart(account, coin)}
            coin={coin}
            pointName={books.day}
            points={closingsOf(statements, coin)}
          />
        )}
      </Answered>
      <p class="quiet">{texts.history.meaning}</p>
      <p>
        <a href={hrefTo(['statements'], { account, coin, ...period })}>{texts.history.toStatements}</a>
      </p>
    </>
  );
}
