import { useApp, useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { CsvDownload } from '../shared/csv-download.tsx';
import { MonthBalances, MonthFees, MonthTotals } from './month-amounts.tsx';
import { MonthDays } from './month-days.tsx';
import { daysOf, type MonthView } from './month-view.ts';
import { Obstacles } from './obstacles.tsx';
import { SignOffs } from './sign-offs.tsx';
import { Unexplained } from './unexplained.tsx';

/** What a month comes to, in the order in which it is closed. */
export function Page({ parameters: { month = '' } }: PageProps) {
  const texts = useTexts('months');
  const { answer, reload } = useAnswer('GET /statements/months/{month}', { path: { month } });
  return (
    <>
      <PageHeading text={texts.monthTitle(month)} />
      <p>
        <a href={hrefTo(['months'])}>{texts.toAll}</a>
      </p>
      <Answered of={answer} reload={reload}>
        {(view) => <Steps view={view} reload={reload} />}
      </Answered>
    </>
  );
}

function Steps({ view, reload }: { view: MonthView; reload: () => Promise<void> }) {
  const texts = useTexts('months');
  return (
    <>
      <p class={view.state === 'open' ? 'notice' : 'notice good'}>{texts.states[view.state]}</p>
      <Obstacles view={view} />
      <MonthDays days={view.days} />
      {isNothingKnown(view) ? (
        <p class="notice">{texts.nothingKnown}</p>
      ) : (
        <>
          <MonthBalances balances={view.balances} days={view.days} />
          <MonthTotals totals={view.totals} />
          <MonthFees fees={view.fees} days={view.days} />
          <Unexplained view={view} reload={reload} />
        </>
      )}
      <Rows month={view.month} />
      <SignOffs view={view} reload={reload} />
    </>
  );
}

/** Without a statement, nothing is said of balances and fees: that they add up would be wrong. */
function isNothingKnown({ balances, totals, fees, unexplained, unexplainedLeftOut }: MonthView): boolean {
  return [balances, totals, fees, unexplained].every(({ length }) => length === 0) && unexplainedLeftOut === 0;
}

/** The rows for the books. */
function Rows({ month }: { month: string }) {
  const { api } = useApp();
  const texts = useTexts('months');
  const period = daysOf(month);
  if (period === undefined) return null;
  return (
    <section>
      <h2>{texts.rows}</h2>
      <CsvDownload
        label={texts.download}
        fileName={`statements-${month}.csv`}
        read={(after) => api.csv('GET /statements', { query: after === undefined ? period : { ...period, after } })}
      />
    </section>
  );
}
