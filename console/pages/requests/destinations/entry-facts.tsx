import { configProposer } from '../../../app/config-proposer.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { mayConfirm } from './entry-steps.ts';
import { addressOf } from './order.ts';
import { StatusMark } from './status-mark.tsx';

/** What a destination is: all of it, before anything is done about it. */
export function EntryFacts({ entry }: { entry: Entry }) {
  const { me } = useApp();
  const texts = useTexts('destinations').target;
  return (
    <dl class="facts">
      <Fact name={texts.coin}>{entry.coin}</Fact>
      {entry.kind === 'crypto' && <Fact name={texts.chain}>{entry.chain}</Fact>}
      <Fact name={entry.kind === 'bank' ? texts.bankAccount : texts.address}>
        {/* Who confirms it compares it with another source: nothing here helps to copy it. */}
        <Blocks text={addressOf(entry)} copy={mayConfirm(entry, me) !== 'yes'} />
      </Fact>
      {entry.kind === 'crypto' && entry.tag !== undefined && <Fact name={texts.tag}>{entry.tag}</Fact>}
      <Fact name={texts.status}>
        <StatusMark status={entry.status} />
      </Fact>
      <Fact name={texts.usable}>{entry.usable ? texts.yes : texts.no}</Fact>
      <Fact name={texts.proposedBy}>
        {entry.proposedBy === configProposer ? texts.byConfig : entry.proposedBy} · <Moment at={entry.proposedAt} />
      </Fact>
      {entry.lookAlikes.length > 0 && (
        <Fact name={texts.lookAlikes}>
          {entry.lookAlikes.map(({ id, block, here, there }) => (
            <p key={id}>{texts.lookAlike(id, block, here, there)}</p>
          ))}
        </Fact>
      )}
    </dl>
  );
}
