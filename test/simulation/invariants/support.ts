import { type Amount, amount } from '../../../functions/base/amount.ts';
import type { PolicyOptions } from '../plan/plan.ts';
import type { Execution, Observed } from '../run/observed.ts';

/** One receive window: the exchange takes a request for so long after its timestamp (A20). */
export const windowMs = 5_000;

/** Orders that the exchange took for an instruction, from our functions. */
export function executionsOf({ executions }: Observed, id: string): Execution[] {
  return executions.filter((each) => isOurs(each) && each.order.clientOrderId === id);
}

export function isOurs({ post }: Execution): boolean {
  return post !== undefined;
}

/** Whether the money moved for good, or still may: the exchange has not failed the order. */
export function stands({ order }: Execution): boolean {
  return !('status' in order) || order.status !== 'failed';
}

/** What one withdrawal may have at most, whatever left before it. */
export function limitsOfOne({ perInstruction, perDestination }: PolicyOptions): readonly string[] {
  const ofDestination = perDestination?.perInstruction;
  return ofDestination === undefined ? [perInstruction] : [perInstruction, ofDestination];
}

/** The quantity of an amount that the table or the wire holds as text. */
export function amountOf(text: unknown): Amount {
  return amount(String(text));
}
