import { compare } from '../../../functions/shared/core/amount.ts';
import type { Execution, Invariant, Observed, Post } from '../run/observed.ts';
import { endStatuses, instructionOf, type RawInstruction } from '../run/raw.ts';
import { fundedBy, hasFunded, lackNow, needOf, transfersFor } from './funding-rules.ts';
import { amountOf, isOurs } from './support.ts';

/**
 * A withdrawal that names an account is funded at most once, with no more than it lacks, and sent only after that has
 * settled. Where one of the two ends otherwise, the other says so.
 */
export const funding: Invariant = {
  name: 'a withdrawal is funded once, by what it lacks, and sent only then',
  watch: (observed) => ({
    posted: (post) => {
      const id = post.params.get('clientOrderId') ?? '';
      const instruction = instructionOf(observed.item(`instruction#${id}`));
      if (instruction === undefined) return undefined;
      return early(observed, instruction) ?? tooMuch(observed, instruction, post);
    },
    executed: (execution) => twice(observed, execution),
    written: ({ item, before }) => {
      const now = instructionOf(item);
      if (now === undefined || now.status === instructionOf(before)?.status) return undefined;
      return quietEnd(observed, now) ?? unfoundedEnd(observed, now);
    },
    ended: () => {
      const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
      return all.map((each) => leftBehind(observed, each)).find((flaw) => flaw !== undefined);
    },
  }),
};

function early(observed: Observed, { id, content }: RawInstruction): string | undefined {
  if (content.fundFrom === undefined) return undefined;
  const transfers = transfersFor(observed, id);
  if (transfers.some(hasFunded)) return undefined;
  return `${id} leaves, and what funds it is ${transfers.map(({ status }) => status).join(', ') || 'not there'}`;
}

/** Longer than a function has from its look at the balances to its POST. */
const lookMs = 60_000;

function tooMuch(observed: Observed, { id, content }: RawInstruction, { at }: Post): string | undefined {
  const withdrawal = fundedBy(observed, content);
  if (withdrawal === undefined) return undefined;
  const quantity = amountOf(content.quantity);
  const need = needOf(withdrawal.content);
  if (compare(quantity, need) > 0) return `${id} moves ${quantity}, and ${need} are needed in all`;
  // Somebody brought money meanwhile, or a withdrawal that failed came back.
  const isMixed = observed.deposits.some((each) => each.at > at - lookMs);
  if (isMixed || observed.plan.rates['withdrawal-fails'] !== undefined) return undefined;
  const lack = lackNow(observed, withdrawal.content);
  return compare(quantity, lack) > 0 ? `${id} moves ${quantity}, and ${lack} are lacking` : undefined;
}

/** Under whatever id. What the exchange executes twice by itself, others judge. */
function twice(observed: Observed, execution: Execution): string | undefined {
  const contentOf = ({ order }: Execution) =>
    instructionOf(observed.item(`instruction#${order.clientOrderId}`))?.content;
  const funds = contentOf(execution)?.funds;
  if (funds === undefined || !isOurs(execution)) return undefined;
  const all = observed.executions.filter((each) => isOurs(each) && contentOf(each)?.funds === funds);
  const ids = new Set(all.map(({ order }) => order.clientOrderId));
  return ids.size > 1 ? `${funds} is funded by ${[...ids].join(' and ')}` : undefined;
}

/** A function read the withdrawal so long before it wrote the end of its transfer. */
const readBeforeMs = 60_000;

/** What settles for a withdrawal that ended a while ago has to say so. */
function quietEnd(observed: Observed, { id, status, content, history }: RawInstruction): string | undefined {
  const withdrawal = fundedBy(observed, content);
  const last = history.at(-1);
  if (withdrawal === undefined || status !== 'settled' || last?.by !== 'reconciliation') return undefined;
  const hasEnded = endStatuses.has(withdrawal.status);
  const endedAt = observed
    .writesOf(`instruction#${withdrawal.id}`)
    .find(({ item }) => endStatuses.has(String(item.status)));
  const isOld = endedAt !== undefined && endedAt.at < observed.now() - readBeforeMs;
  if (hasEnded && isOld && last.reason !== 'withdrawal-ended')
    return `${id} settles, and does not say that its withdrawal is over`;
  return !hasEnded && last.reason !== undefined ? `${id} says that its withdrawal is over, and it is not` : undefined;
}

/** Each says of the other what is so. */
function unfoundedEnd(observed: Observed, { id, status, state, content }: RawInstruction): string | undefined {
  if (status !== 'rejected') return undefined;
  if (state.reason === 'withdrawal-ended') {
    const withdrawal = fundedBy(observed, content);
    return withdrawal !== undefined && endStatuses.has(withdrawal.status)
      ? undefined
      : `${id} says that what it funds is over`;
  }
  if (state.reason !== 'funding-failed') return undefined;
  const transfers = transfersFor(observed, id);
  const isFailed = transfers.length > 0 && transfers.every((each) => endStatuses.has(each.status) && !hasFunded(each));
  return isFailed ? undefined : `${id} says that its transfer failed`;
}

/** At the end of it all nothing was sent without its transfer, and no transfer was left alone. */
function leftBehind(observed: Observed, { id, status, content }: RawInstruction): string | undefined {
  if (content.fundFrom !== undefined) {
    const [transfer, ...others] = transfersFor(observed, id);
    if (others.length > 0) return `${id} has ${others.length + 1} transfers`;
    const isSent = observed.executions.some((each) => isOurs(each) && each.order.clientOrderId === id);
    return isSent && (transfer === undefined || !hasFunded(transfer))
      ? `${id} was sent without its transfer`
      : undefined;
  }
  const withdrawal = fundedBy(observed, content);
  if (withdrawal === undefined || !endStatuses.has(status)) return undefined;
  const waits = withdrawal.status === 'approved' || withdrawal.status === 'awaiting-approval';
  return waits ? `${id} is ${status}, and its withdrawal waits on` : undefined;
}
