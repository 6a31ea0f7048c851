import { useApp, useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { hrefTo } from '../../../app/route.ts';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { MoreButton } from '../shared/more-button.tsx';
import { listed } from '../shared/more-pages.ts';
import { Unreadable } from '../shared/unreadable.tsx';
import { usePages } from '../shared/use-pages.ts';
import { DecisionFields } from './decision-fields.tsx';
import { decisionForm } from './decision-filter.ts';
import { DecisionTable } from './decision-table.tsx';

/** Who decided what, for auditors. */
export function Page({ query }: PageProps) {
  const { me } = useApp();
  const texts = useTexts('activity').decisions;
  return (
    <>
      <PageHeading text={texts.title} />
      <p>
        <a href={hrefTo(['activity'])}>{texts.back}</a>
      </p>
      {me.roles.has('auditor') ? <Decisions query={query} /> : <p class="notice">{texts.auditorsOnly}</p>}
    </>
  );
}

function Decisions({ query }: Pick<PageProps, 'query'>) {
  const { api } = useApp();
  const form = decisionForm(query);
  const wanted = JSON.stringify(form);
  const { read, more } = usePages(wanted, async (after) => {
    const page = after === undefined ? {} : { after };
    return (await api.call('GET /approvals', { query: { ...form, ...page } })).body;
  });
  const found = listed(
    read.pages,
    ({ approvals }) => approvals,
    ({ instructionId, version, by }) => `${instructionId} ${version} ${by}`,
  );
  return (
    <>
      <DecisionFields key={wanted} searched={form} error={read.error} />
      {found.length > 0 && <DecisionTable decisions={found} />}
      <Unreadable ids={read.pages.flatMap(({ unreadable = [] }) => unreadable)} />
      <MoreButton read={read} more={more} count={found.length} />
    </>
  );
}
