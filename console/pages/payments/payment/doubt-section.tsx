import { useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import type { PossibleDecisions } from './possible-decisions.ts';
import type { Payment } from './read-payment.ts';
import { ResolutionForm } from './resolution-form.tsx';
import type { InstructionView } from './shown-content.ts';
import type { DecisionFlow } from './use-decision.ts';

interface DoubtSectionProps {
  readonly payment: Payment;
  readonly possible: PossibleDecisions;
  readonly flow: DecisionFlow;
  readonly isCurrent: boolean;
}

/** Money of which nobody knows whether it moved: what is known, where to look, and what people say. */
export function DoubtSection({ payment, possible, flow, isCurrent }: DoubtSectionProps) {
  const { doubt: texts } = useTexts('payments');
  const { instruction } = payment;
  if (instruction.status !== 'needs-attention') return null;
  return (
    <section>
      <h2>{texts.title}</h2>
      <p class="notice warn">
        <strong>{texts.neverByHand}</strong>
      </p>
      <h3>{texts.known}</h3>
      <Known instruction={instruction} />
      <h3>{texts.exchangeShows}</h3>
      <NearMatches matches={instruction.nearMatches ?? []} />
      <h3>{texts.lookAt}</h3>
      <ul>
        {texts.look.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{texts.said}</h3>
      <Proposal proposal={instruction.proposal} />
      {possible.resolve === 'own' && <p class="notice">{texts.own}</p>}
      {possible.resolve === 'no' && <p class="notice">{texts.notYours}</p>}
      {possible.resolve === 'yes' && flow.outcome?.kind !== 'unknown' && (
        <ResolutionForm payment={payment} flow={flow} isCurrent={isCurrent} />
      )}
    </section>
  );
}

function Known({ instruction: { id, attempts, exchangeOrderId } }: { instruction: InstructionView }) {
  const { doubt: texts } = useTexts('payments');
  const { outcomes } = useTexts('codes');
  return (
    <dl class="facts">
      <Fact name={texts.lookedFor}>
        <UserText text={id} />
      </Fact>
      <Fact name={texts.order}>
        {exchangeOrderId === undefined ? texts.noOrder : <Blocks text={exchangeOrderId} />}
      </Fact>
      <Fact name={texts.attempts}>
        {attempts.length === 0 && texts.noAttempts}
        {attempts.map(({ number, timestamp, outcome }) => (
          <p key={number} class="line">
            {texts.attempt(number)} <Moment at={timestamp} />
            {outcome !== undefined && `: ${outcomes[outcome]}`}
          </p>
        ))}
      </Fact>
    </dl>
  );
}

/** Orders that could be this one. */
function NearMatches({ matches }: { matches: NonNullable<InstructionView['nearMatches']> }) {
  const { doubt: texts } = useTexts('payments');
  if (matches.length === 0) return <p>{texts.noMatches}</p>;
  return (
    <>
      <p>{texts.matches}</p>
      <ul class="cards">
        {matches.map(({ exchangeOrderId, time, status }) => (
          <li key={exchangeOrderId} class="card">
            <dl class="facts">
              <Fact name={texts.order}>
                <Blocks text={exchangeOrderId} />
              </Fact>
              <Fact name={texts.taken}>
                <Moment at={time} />
              </Fact>
              {status !== undefined && (
                <Fact name={texts.word}>
                  <UserText text={status} />
                </Fact>
              )}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the people before said. */
function Proposal({ proposal }: { proposal: InstructionView['proposal'] }) {
  const { doubt: texts } = useTexts('payments');
  if (proposal === undefined) return <p>{texts.nobodyYet}</p>;
  return (
    <div class="notice">
      <p>
        <strong>{texts.says[proposal.decision]}</strong>
      </p>
      {[...(proposal.agreedBefore ?? []), proposal].map(({ by, at }) => (
        <p key={by}>
          <UserText text={by} />, <Moment at={at} />
        </p>
      ))}
      <p>
        {texts.evidence} <UserText text={proposal.evidence} />
      </p>
      <p>{texts.lookYourself}</p>
    </div>
  );
}
