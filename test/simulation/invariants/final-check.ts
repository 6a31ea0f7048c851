import { type Amount, add, compare, zero } from '../../../functions/shared/core/amount.ts';
import type { Invariant, Observed, Post, Read } from '../run/observed.ts';
import { instructionOf, isRecord, listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { entryOf, entryPk } from '../run/raw-entry.ts';
import { hasFunded } from './funding-rules.ts';
import { clocksOffMs, policiesIn } from './item-periods.ts';
import { addressFlaw, coolOffFlaw, paymentFlaw } from './payment-rules.ts';
import { quorumFlaw } from './quorum-rules.ts';
import { runTimeOf, startWithinOf } from './runs-in-time.ts';
import { amountOf, covers } from './support.ts';
import { sweepFlaw } from './sweep-rules.ts';

/**
 * Between the write of `sending` and its POST a function looks once more: at the pause, at the policy, and for a
 * withdrawal at its destination and its reservation. What it then sees must allow the POST, and what it cannot see
 * allows nothing (rule 8).
 */
export const finalCheck: Invariant = {
  name: 'the last look before a POST allows it',
  watch: (observed) => {
    const seen = new Map<string, Read>();
    return {
      read: (read) => {
        seen.set(`${read.by} ${read.pk}`, read);
        return undefined;
      },
      posted: (post) => {
        const id = post.params.get('clientOrderId') ?? '';
        const since = sendingSince(observed, id);
        const reads = [...seen.values()].filter(({ by, at }) => by === post.by && at >= since);
        const pause = reads.find(({ pk }) => pk === 'pause');
        const instruction = instructionOf(observed.item(`instruction#${id}`));
        if (instruction === undefined) return `${id} is no instruction`;
        const wrong =
          wrongPause(pause, instruction.content) ??
          wrongOther(reads, pause, instruction) ??
          wrongRules(observed, instruction, reads, post);
        return wrong === undefined ? undefined : `${id}: ${wrong}`;
      },
    };
  },
};

function sendingSince(observed: Observed, id: string): number {
  const last = observed
    .writesOf(`instruction#${id}`)
    .findLast(({ item, before }) => item.status === 'sending' && before?.status !== 'sending');
  return last?.at ?? Number.POSITIVE_INFINITY;
}

function wrongPause(read: Read | undefined, content: Raw): string | undefined {
  if (read === undefined) return 'the pause was not looked at';
  const standing = read.item === undefined ? [] : listOf(recordOf(read.item.switch).pauses);
  const covering = standing.find(({ scope }) => covers(String(scope), content));
  return covering === undefined ? undefined : `it saw a pause of ${covering.scope}`;
}

/** A withdrawal looks at the transfer that funds it, and a transfer at the withdrawal: at its pauses too. */
function wrongOther(
  reads: readonly Read[],
  pause: Read | undefined,
  { id, content }: RawInstruction,
): string | undefined {
  const other = content.fundFrom === undefined ? content.funds : `${id}.funding`;
  if (other === undefined) return undefined;
  const seen = instructionOf(reads.find(({ pk }) => pk === `instruction#${other}`)?.item);
  if (seen === undefined) return `${other} was not looked at`;
  if (content.fundFrom !== undefined) return hasFunded(seen) ? undefined : `it saw that ${other} is ${seen.status}`;
  const isWaiting = seen.status === 'approved' && seen.state.heldReason === 'funding';
  return isWaiting ? wrongPause(pause, seen.content) : `it saw that ${other} is ${seen.status}`;
}

/** One policy that it can have taken for the one in force must allow all of it. */
function wrongRules(
  observed: Observed,
  instruction: RawInstruction,
  reads: readonly Read[],
  post: Post,
): string | undefined {
  const { content } = instruction;
  const latestRead = (key: string) => reads.find(({ pk }) => pk === key);
  const policy = latestRead('policy');
  if (policy === undefined) return 'the policy was not looked at';
  const offMs = clocksOffMs(observed);
  const policies = policiesIn(policy.item, policy.at - offMs, observed.now() + offMs);
  const createdAt = Date.parse(String(observed.item(`instruction#${instruction.id}`)?.createdAt));
  const age = policy.at - createdAt - 2 * offMs;
  const wrongs = policies.map((each) =>
    age > Number(each.approvalExpiryMs)
      ? 'it saw that it has waited too long'
      : content.kind === 'asset-transfer'
        ? (wrongTime(each, content, instruction.id, policy.at - 2 * offMs) ?? wrongSweep(observed, each, content, post))
        : (wrongPayment(each, latestRead(entryPk(content.destination)), instruction, 2 * offMs) ??
          wrongReservations(reads, each, instruction)),
  );
  return wrongs.includes(undefined) ? undefined : wrongs.join('; ');
}

/** `at` is a moment before which it did not look. */
function wrongTime(policy: Raw, { sweepId }: Raw, id: string, at: number): string | undefined {
  if (sweepId === undefined) return undefined;
  const lateMs = at - runTimeOf(id);
  return lateMs > startWithinOf(policy, sweepId)
    ? `it saw that it is ${lateMs} ms after the time of its run`
    : undefined;
}

function wrongSweep(observed: Observed, policy: Raw, content: Raw, post: Post): string | undefined {
  const flaw = sweepFlaw(observed, policy, content, post);
  return flaw === undefined ? undefined : `it saw that the sweep ${flaw}`;
}

/** `aheadMs`: how far the clock that looks may be ahead of the one that said when a cool-off ends. */
function wrongPayment(
  policy: Raw,
  read: Read | undefined,
  instruction: RawInstruction,
  aheadMs: number,
): string | undefined {
  const { content } = instruction;
  if (read === undefined) return 'the whitelist was not looked at';
  const entry = entryOf(read.item);
  const flaw = paymentFlaw(policy, entry, content) ?? quorumFlaw(policy, entry, instruction);
  if (flaw !== undefined || entry === undefined) return `it saw that ${flaw}`;
  const late = addressFlaw(entry, content) ?? coolOffFlaw(policy, entry, read.at, aheadMs);
  return late === undefined ? undefined : `it saw that ${late}`;
}

/** It has a reservation in the book of the coin, and one in that of the account that it is paid into. */
function wrongReservations(reads: readonly Read[], policy: Raw, instruction: RawInstruction): string | undefined {
  const { coin } = instruction.content;
  const { rolling, perDestination } = recordOf(recordOf(policy.withdrawals)[String(coin)]);
  const ofDestination = isRecord(perDestination) ? listOf(perDestination.rolling) : [];
  return (
    wrongReservation(
      reads.find(({ pk }) => pk === `limit#${coin}`),
      listOf(rolling),
      instruction,
    ) ??
    wrongReservation(
      reads.find((read) => read.pk.startsWith(`limit#${coin}#`) && hasPlace(read, instruction)),
      ofDestination,
      instruction,
    )
  );
}

/** All reservations of a book together must be within the limits that it saw. */
function wrongReservation(
  book: Read | undefined,
  limits: readonly Raw[],
  instruction: RawInstruction,
): string | undefined {
  if (book?.item === undefined) return 'its reservation was not looked at';
  const entries = listOf(book.item.entries);
  if (!hasPlace(book, instruction)) return 'it saw no reservation of its own';
  const now = Number(instruction.attempts.at(-1)?.timestamp);
  const isOver = limits.some(({ windowMs, amount, count }) => {
    const counted = countedIn(entries, now - Number(windowMs));
    const isOverAmount = amount !== undefined && compare(sumOf(counted), amountOf(amount)) > 0;
    return isOverAmount || (count !== undefined && counted.length > Number(count));
  });
  return isOver ? 'it saw a limit that is exceeded' : undefined;
}

function hasPlace({ item }: Read, { id, attempts }: RawInstruction): boolean {
  return item !== undefined && listOf(item.entries).some((entry) => entry.id === `${id}#${attempts.length}`);
}

function countedIn(entries: readonly Raw[], since: number): readonly Raw[] {
  return entries.filter(({ movedAt }) => movedAt === undefined || Number(movedAt) > since);
}

function sumOf(entries: readonly Raw[]): Amount {
  return entries.reduce((sum, { quantity }) => add(sum, amountOf(quantity)), zero);
}
