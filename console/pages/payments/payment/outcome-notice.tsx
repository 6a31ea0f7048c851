import { useEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { Failure } from '../../../ui/failure.tsx';
import type { Outcome } from './carry-out.ts';
import type { Decision } from './decision.ts';
import type { Payment } from './read-payment.ts';

interface OutcomeNoticeProps {
  readonly outcome: Outcome;
  readonly payment: Payment;
  readonly look: (decision: Decision) => Promise<void>;
}

type Texts = ReturnType<typeof useTexts<'payments'>>['outcome'];

/** What became of the reader's decision. Whoever decided is led here. */
export function OutcomeNotice({ outcome, payment, look }: OutcomeNoticeProps) {
  const { outcome: texts } = useTexts('payments');
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), [outcome]);
  return (
    <section ref={notice} tabIndex={-1} class={`notice ${lookOf(outcome)}`} aria-label={texts.title} role="status">
      <p>
        <strong>{wordsOf(outcome, payment, texts)}</strong>
      </p>
      {outcome.kind === 'taken' && <p>{nextAfter(outcome, payment, texts)}</p>}
      {(outcome.kind === 'refused' || outcome.kind === 'not-sent') && <Failure error={outcome.error} />}
      {outcome.kind === 'unknown' && (
        <>
          <p>{texts.lookFirst}</p>
          <LookButton label={texts.look} looking={texts.looking} look={() => look(outcome.decision)} />
        </>
      )}
    </section>
  );
}

function LookButton({ label, looking, look }: { label: string; looking: string; look: () => Promise<void> }) {
  const [isLooking, setLooking] = useState(false);
  const run = () => {
    if (isLooking) return;
    setLooking(true);
    void look().finally(() => setLooking(false));
  };
  return (
    <button type="button" aria-disabled={isLooking} onClick={run}>
      {isLooking ? looking : label}
    </button>
  );
}

function lookOf(outcome: Outcome): string {
  if (outcome.kind === 'taken') return 'good';
  if (outcome.kind === 'lost') return outcome.arrived ? 'good' : 'warn';
  return 'warn';
}

function wordsOf(outcome: Outcome, { instruction }: Payment, texts: Texts): string {
  switch (outcome.kind) {
    case 'taken': {
      if (outcome.answered === 202) return texts.kept[outcome.decision.kind === 'resolve' ? 'resolve' : 'approve'];
      return outcome.decision.kind === 'approve' ? texts.approved : texts.done(texts.decisions[outcome.decision.kind]);
    }
    case 'changed':
      return texts.changed;
    case 'not-sent':
      return texts.notSent;
    case 'refused':
      return texts.refused;
    case 'lost':
      return outcome.arrived ? texts.arrived : texts.notArrived(instruction.id);
    case 'unknown':
      return texts.unknown;
  }
}

/** What comes after it. */
function nextAfter({ decision, answered }: Extract<Outcome, { kind: 'taken' }>, payment: Payment, texts: Texts) {
  if (decision.kind === 'resolve') return answered === 202 ? texts.otherPerson : texts.neverAgain;
  if (decision.kind !== 'approve') return texts.newId;
  const { summary } = payment;
  if (answered === 200 || summary.state !== 'ready') return texts.goesOn;
  return texts.stillMissing(summary.body.missing.people, summary.body.missing.groups.join(', '));
}
