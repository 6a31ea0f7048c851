import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { CsvDownload } from '../shared/csv-download.tsx';
import { MoreButton } from '../shared/more-button.tsx';
import { listed } from '../shared/more-pages.ts';
import { StatesLegend } from '../shared/states-legend.tsx';
import { usePages } from '../shared/use-pages.ts';
import { DayTable } from './day-table.tsx';
import { byAccount, fileNameOf, periodIn } from './period.ts';
import { PeriodFields } from './period-fields.tsx';

/** What each account had, day by day. */
export function Page({ query }: PageProps) {
  const { api } = useApp();
  const texts = useTexts('statements');
  const [openedAt] = useState(Date.now);
  const period = periodIn(query, openedAt);
  const wanted = JSON.stringify(period);
  const asked = (after: string | undefined) => ({ query: after === undefined ? { ...period } : { ...period, after } });
  const { read, more } = usePages(wanted, async (after) => (await api.call('GET /statements', asked(after))).body);
  const days = listed(
    read.pages,
    ({ statements }) => statements,
    ({ id }) => id,
  );
  return (
    <>
      <PageHeading text={texts.title} />
      <PeriodFields key={wanted} shown={period} error={read.error} />
      {byAccount(days).map(([account, ofAccount]) => (
        <section key={account}>
          <h2>{account}</h2>
          <DayTable account={account} days={ofAccount} />
        </section>
      ))}
      <StatesLegend />
      <MoreButton read={read} more={more} count={days.length} />
      <p class="quiet">{texts.csvHint}</p>
      <CsvDownload
        key={`csv ${wanted}`}
        label={texts.download}
        fileName={fileNameOf(period)}
        read={(after) => api.csv('GET /statements', asked(after))}
      />
    </>
  );
}
