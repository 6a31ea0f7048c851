import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { MoreButton } from '../shared/more-button.tsx';
import type { StatementNote } from '../shared/note-form.tsx';
import { usePages } from '../shared/use-pages.ts';
import { DayHead } from './day-head.tsx';
import { Movements } from './movements.tsx';
import { notesByRow } from './notes-by-row.ts';
import { OtherDays } from './other-days.tsx';

/** One day of an account with all that moved. */
export function Page({ parameters: { account = '', date = '' } }: PageProps) {
  const { api } = useApp();
  const texts = useTexts('statements');
  const [added, setAdded] = useState<readonly StatementNote[]>([]);
  const asked = { account, from: date, to: date, rows: 'true' } as const;
  const { read, more } = usePages(JSON.stringify(asked), async (after) => {
    const query = after === undefined ? asked : { ...asked, after };
    return (await api.call('GET /statements', { query })).body;
  });
  const parts = read.pages.flatMap(({ statements }) => statements);
  const [day] = parts;
  const rows = parts.flatMap((part) => part.rows ?? []);
  return (
    <>
      <PageHeading text={texts.dayOf(account, date)} />
      <OtherDays account={account} date={date} />
      {day !== undefined && (
        <>
          <DayHead day={day} />
          <h2>{texts.movements}</h2>
          <Movements
            statementId={day.id}
            rows={rows}
            notes={notesByRow([...(day.notes ?? []), ...added])}
            added={(note) => setAdded((last) => [...last, note])}
          />
        </>
      )}
      <MoreButton read={read} more={more} count={rows.length} />
    </>
  );
}
