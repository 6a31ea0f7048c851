import { paidByKey, paidToKey } from '../../core/item-keys.ts';
import type { OutgoingContent } from '../instruction/content.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { accountOf } from '../limits/book-name.ts';
import type { Payment } from './payment-history.ts';

/** A payment that settled, and in whose histories it is kept. */
export interface SettledPayment {
  readonly payment: Payment;
  readonly keys: readonly string[];
}

/** Undefined for a sweep, and for whatever has not settled. The same answer each time: settled is an end. */
export function settledPaymentOf(instruction: Instruction): SettledPayment | undefined {
  const { content, state, attempts, updatedAt } = instruction;
  if (content.kind === 'asset-transfer' || state.status !== 'settled') return undefined;
  const { instructionId: id, quantity } = content;
  const payment = { id, quantity, paidAt: attempts.at(-1)?.takenAt ?? updatedAt };
  const { account, requester } = historyKeysOf(content);
  return { payment, keys: account === undefined ? [requester] : [account, requester] };
}

/** What a payment's histories are kept under. One that has no address was rejected: nobody knew its destination. */
export function historyKeysOf(content: OutgoingContent): { readonly account?: string; readonly requester: string } {
  const account = accountOf(content);
  // By the name alone: after a change of how people are named, everybody is new here.
  const requester = paidByKey(content.requestedBy.toLowerCase());
  return account === undefined ? { requester } : { account: paidToKey(content.coin, account), requester };
}
