import { useApp, useTexts } from '../../../app/context.ts';
import { rememberCopied } from '../../../app/copied-here.ts';
import type { PageProps } from '../../../app/page.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { ConfirmSection } from './confirm-section.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { HistoryTable } from './history-table.tsx';
import { NextStepNotice } from './next-step-notice.tsx';
import { ProofsSection } from './proofs-section.tsx';
import { ProveSection } from './prove-section.tsx';
import { RevokeSection } from './revoke-section.tsx';

/** Whether a payment from the wallet arrived is seen without a hand. */
const everyMs = 15_000;

/** One destination with its whole life, and what is missing. */
export function EntryPage({ parameters: { id = '' } }: PageProps) {
  const texts = useTexts('destinations');
  const { answer, reload } = useAnswer('GET /whitelist/{id}', { path: { id } }, { everyMs });
  return (
    <>
      <PageHeading text={id} />
      <Answered of={answer} reload={reload}>
        {(entry) => <Sections entry={entry} reload={reload} />}
      </Answered>
      <p>
        <a href={hrefTo(['destinations'])}>{texts.all}</a>
      </p>
    </>
  );
}

function Sections({ entry, reload }: { entry: Entry; reload: () => Promise<void> }) {
  const { me } = useApp();
  const texts = useTexts('destinations');
  return (
    <div onCopy={() => rememberCopied(getSelection()?.toString() ?? '')}>
      <EntryFacts entry={entry} />
      <NextStepNotice entry={entry} />
      {entry.usable && me.roles.has('requester') && (
        <p>
          <a href={hrefTo(['ask'], { destination: entry.id })}>{texts.askFor}</a>
        </p>
      )}
      <ProofsSection entry={entry} />
      <ProveSection entry={entry} reload={reload} />
      <ConfirmSection entry={entry} reload={reload} />
      <HistoryTable entry={entry} />
      <RevokeSection entry={entry} reload={reload} />
    </div>
  );
}
