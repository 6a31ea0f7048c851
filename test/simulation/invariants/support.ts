import { type Amount, amount } from '../../../functions/shared/core/amount.ts';
import type { Plan } from '../plan/plan.ts';
import type { Execution, Observed } from '../run/observed.ts';
import type { Raw } from '../run/raw.ts';

/** One receive window: the exchange takes a request for so long after its timestamp (A20). */
export const windowMs = 5_000;

/** Orders that the exchange took for an instruction, from our functions. */
export function executionsOf({ executions }: Observed, id: string): Execution[] {
  return executions.filter((each) => isOurs(each) && each.order.clientOrderId === id);
}

export function isOurs({ post }: Execution): boolean {
  return post !== undefined;
}

/** Whether the money moved for good, or still may: the exchange has not failed the order, and no bank sent it back. */
export function mayHaveMoved({ order }: Execution): boolean {
  return !('status' in order) || (order.status !== 'failed' && order.status !== 'return');
}

/** The quantity of an amount that the table or the wire holds as text. */
export function amountOf(text: unknown): Amount {
  return amount(String(text));
}

/** What an instruction is, as its content says. */
export function kindOf({ kind }: Raw): Execution['kind'] {
  return kind === 'withdrawal' || kind === 'fiat-withdrawal' ? kind : 'asset-transfer';
}

/** Somebody's order carries its id. */
export function hasForeignOrder({ executions }: Pick<Observed, 'executions'>, id: string): boolean {
  return executions.some((each) => !isOurs(each) && each.order.remark === id);
}

/** Whether the records say one thing and then another. */
export function isFlapping({ rates }: Plan): boolean {
  return rates['read-row-differs'] !== undefined;
}

/** Whether a pause of this scope stops an instruction with this content. */
export function covers(scope: string, content: Raw): boolean {
  const [what, name] = scope.split(':');
  const field = what === 'sweep' ? 'sweepId' : what;
  return scope === 'all' || content[String(field)] === name;
}
