import { useState } from 'preact/hooks';
import { useApp } from '../../../app/context.ts';
import { carryOut, lookAfter, type Outcome } from './carry-out.ts';
import { type Decision, sendDecision } from './decision.ts';
import type { Payment } from './read-payment.ts';

export interface DecisionFlow {
  readonly isSending: boolean;
  readonly outcome: Outcome | undefined;
  /** Sends one decision; a second one only when the first has its outcome. */
  readonly decide: (confirmed: Payment, decision: Decision) => Promise<Outcome | undefined>;
  /** Looks once more for a decision of which nobody knows. */
  readonly look: (decision: Decision) => Promise<void>;
}

interface FlowOptions {
  readonly read: () => Promise<Payment>;
  /** What is there now was made by the reader's own decision. */
  readonly accept: () => void;
}

export function useDecision({ read, accept }: FlowOptions): DecisionFlow {
  const { api, signer, me } = useApp();
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const port = {
    person: me.person,
    read,
    send: (confirmed: Payment, decision: Decision) => sendDecision({ api, signer }, confirmed, decision),
  };
  const decide = async (confirmed: Payment, decision: Decision) => {
    if (isSending) return undefined;
    setSending(true);
    const next = await carryOut(port, confirmed, decision);
    // What is shown follows before the outcome is told. Where this fails, the page says so by itself.
    if (next.kind === 'taken' || next.kind === 'refused') await read().catch(() => undefined);
    if (isOwnChange(next)) accept();
    setOutcome(next);
    setSending(false);
    return next;
  };
  const look = async (decision: Decision) => {
    const next = await lookAfter(port, decision);
    if (isOwnChange(next)) accept();
    setOutcome(next);
  };
  return { isSending, outcome, decide, look };
}

/** What the reader did themselves needs no second reading. What others did meanwhile does. */
const isOwnChange = (outcome: Outcome): boolean =>
  outcome.kind === 'taken' || (outcome.kind === 'lost' && outcome.arrived);
