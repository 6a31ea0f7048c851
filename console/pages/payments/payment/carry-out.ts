import { LoginExpiredError, RefusedError, UnansweredError } from '../../../api/errors.ts';
import { type Aspect, changesBetween } from './changes.ts';
import { type Answered, type Decision, hasArrived } from './decision.ts';
import type { Payment } from './read-payment.ts';

/** What became of somebody's decision. */
export type Outcome =
  | { readonly kind: 'taken'; readonly decision: Decision; readonly answered: Answered }
  /** Something else stands there than what was confirmed. Nothing was sent. */
  | { readonly kind: 'changed'; readonly aspects: readonly Aspect[] }
  /** It could not be read anew just before. Nothing was sent. */
  | { readonly kind: 'not-sent'; readonly error: unknown }
  | { readonly kind: 'refused'; readonly error: unknown }
  /** Nobody was told what became of it. By the payment itself it has arrived, or it has not. */
  | { readonly kind: 'lost'; readonly decision: Decision; readonly arrived: boolean }
  /** Nor could the payment be read since. */
  | { readonly kind: 'unknown'; readonly decision: Decision; readonly error: unknown };

export interface DecisionPort {
  readonly person: string;
  readonly read: () => Promise<Payment>;
  readonly send: (confirmed: Payment, decision: Decision) => Promise<Answered>;
}

/**
 * Sends a decision once. First the payment is read anew: what was confirmed on the screen must be what is there. Where
 * the answer is lost, the payment is read before anybody may try a second time.
 */
export async function carryOut(port: DecisionPort, confirmed: Payment, decision: Decision): Promise<Outcome> {
  const before = await attempt(port.read);
  if (!before.ok) return { kind: 'not-sent', error: before.error };
  const aspects = changesBetween(confirmed, before.value);
  if (aspects.length > 0 || !before.value.isAsShown) return { kind: 'changed', aspects };
  const sent = await attempt(() => port.send(confirmed, decision));
  if (sent.ok) return { kind: 'taken', decision, answered: sent.value };
  if (!mayHaveHappened(sent.error)) return { kind: 'refused', error: sent.error };
  return lookAfter(port, decision);
}

/** Reads what became of a decision whose answer was lost. */
export async function lookAfter(port: Pick<DecisionPort, 'person' | 'read'>, decision: Decision): Promise<Outcome> {
  const after = await attempt(port.read);
  if (!after.ok) return { kind: 'unknown', decision, error: after.error };
  return { kind: 'lost', decision, arrived: hasArrived(decision, port.person, after.value.instruction) };
}

/** After these the payment has to be looked at first. */
function mayHaveHappened(error: unknown): boolean {
  if (error instanceof LoginExpiredError) return false;
  if (error instanceof RefusedError) return error.status >= 500 || error.code === 'version-conflict';
  return error instanceof UnansweredError;
}

type Tried<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown };

async function attempt<Value>(act: () => Promise<Value>): Promise<Tried<Value>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    return { ok: false, error };
  }
}
