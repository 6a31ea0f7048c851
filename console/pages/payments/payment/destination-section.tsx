import { useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { LookAlikesNotice } from './look-alikes-notice.tsx';
import type { ApprovalSummary, Payment } from './read-payment.ts';

/** To whom it goes, whole. */
export function DestinationSection({ payment: { shown, summary } }: { payment: Payment }) {
  const { to: texts, noAddress } = useTexts('payments');
  return (
    <section>
      <h2>{texts.title}</h2>
      <dl class="facts">
        <Fact name={texts.name}>
          <UserText text={shown.destination} />
        </Fact>
        <Fact name={shown.kind === 'withdrawal' ? texts.address : texts.account}>
          {shown.address === undefined ? noAddress : <Blocks text={shown.address} />}
        </Fact>
        {shown.chain !== undefined && (
          <Fact name={texts.chain}>
            <UserText text={shown.chain} />
          </Fact>
        )}
        {(shown.kind === 'withdrawal' || shown.tag !== undefined) && (
          <Fact name={texts.tag}>{shown.tag === undefined ? texts.noTag : <Blocks text={shown.tag} />}</Fact>
        )}
        {shown.source !== undefined && (
          <Fact name={texts.source}>
            <Blocks text={shown.source} />
          </Fact>
        )}
        {summary.state === 'ready' && <Known destination={summary.body.destination} />}
      </dl>
      {shown.address !== undefined && shown.kind !== 'asset-transfer' && (
        <LookAlikesNotice id={shown.destination} address={shown.address} />
      )}
    </section>
  );
}

/** Who brought the destination in, and who confirmed it. */
function Known({ destination }: { destination: ApprovalSummary['destination'] }) {
  const { to: texts } = useTexts('payments');
  if (destination.status === 'unknown') return <Fact name={texts.standing}>{texts.unknown}</Fact>;
  const { status, proposedBy, proposedAt, ageInDays, confirmedBy } = destination;
  return (
    <>
      <Fact name={texts.standing}>{texts.statuses[status]}</Fact>
      <Fact name={texts.proposed}>
        <UserText text={proposedBy} />, <Moment at={proposedAt} /> ({texts.days(ageInDays)})
      </Fact>
      <Fact name={texts.confirmed}>
        {confirmedBy.length === 0
          ? texts.nobody
          : confirmedBy.map(({ by, at }) => (
              <p key={`${by} ${at}`} class="line">
                <UserText text={by} />, <Moment at={at} />
              </p>
            ))}
      </Fact>
    </>
  );
}
