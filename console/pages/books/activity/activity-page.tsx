import { useApp, useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { hrefTo } from '../../../app/route.ts';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { CsvDownload } from '../shared/csv-download.tsx';
import { MoreButton } from '../shared/more-button.tsx';
import { listed } from '../shared/more-pages.ts';
import { Unreadable } from '../shared/unreadable.tsx';
import { usePages } from '../shared/use-pages.ts';
import { InstructionTable } from './instruction-table.tsx';
import { SearchFields } from './search-fields.tsx';
import { notUnderstood, searchForm, searchQuery } from './search-filter.ts';

/** Everything that was ever asked for, as far as it is searched for. */
export function Page({ query }: PageProps) {
  const { api, me } = useApp();
  const texts = useTexts('activity');
  const form = searchForm(query);
  const wanted = JSON.stringify(form);
  const search = searchQuery(form);
  const asked = (after: string | undefined) => ({ query: after === undefined ? search : { ...search, after } });
  const { read, more } = usePages(wanted, async (after) => (await api.call('GET /instructions', asked(after))).body);
  const found = listed(
    read.pages,
    ({ instructions }) => instructions,
    ({ id }) => id,
  );
  return (
    <>
      <PageHeading text={texts.title} />
      {me.roles.has('auditor') && (
        <p>
          <a href={hrefTo(['activity', 'decisions'])}>{texts.toDecisions}</a>
        </p>
      )}
      <NotUnderstood parts={notUnderstood(query)} />
      <SearchFields key={wanted} searched={form} error={read.error} />
      <h2>{texts.found}</h2>
      {found.length > 0 && <InstructionTable instructions={found} />}
      <Unreadable ids={read.pages.flatMap(({ unreadable = [] }) => unreadable)} />
      <MoreButton read={read} more={more} count={found.length} />
      <CsvDownload
        key={`csv ${wanted}`}
        label={texts.download}
        fileName="instructions.csv"
        read={(after) => api.csv('GET /instructions', asked(after))}
      />
    </>
  );
}

function NotUnderstood({ parts }: { parts: readonly string[] }) {
  const texts = useTexts('activity');
  if (parts.length === 0) return null;
  return (
    <p class="notice warn" role="alert">
      {texts.notUnderstood(parts.join(', '))}
    </p>
  );
}
