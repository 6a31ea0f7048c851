import { type Amount, add, compare, zero } from '../../../functions/base/amount.ts';
import type { Invariant, Observed, Read } from '../run/observed.ts';
import { instructionOf, isRecord, listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { amountOf } from './support.ts';

/**
 * Between the write of `sending` and its POST a function looks once more: at the pause, at the policy, and for a
 * withdrawal at its place. What it then sees must allow the POST, and what it cannot see allows nothing (rule 8).
 */
export const lastLook: Invariant = {
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
        const look = (pk: string) => {
          const read = seen.get(`${post.by} ${pk}`);
          return read !== undefined && read.at >= since ? read : undefined;
        };
        const instruction = instructionOf(observed.item(`instruction#${id}`));
        const place = instruction && wrongPlaces(look, instruction);
        const wrong = wrongPause(look('pause')) ?? wrongPolicy(look('policy'), instruction?.content) ?? place;
        return wrong === undefined ? undefined : `${id}: ${wrong}`;
      },
    };
  },
};

function sendingSince({ writes }: Observed, id: string): number {
  const last = writes.findLast(
    ({ pk, item, before }) => pk === `instruction#${id}` && item.status === 'sending' && before?.status !== 'sending',
  );
  return last?.at ?? Number.POSITIVE_INFINITY;
}

function wrongPause(read: Read | undefined): string | undefined {
  if (read === undefined) return 'the pause was not looked at';
  return isRecord(read.item) && recordOf(read.item.switch).pause !== undefined ? 'it saw a pause' : undefined;
}

function wrongPolicy(read: Read | undefined, content: Raw | undefined): string | undefined {
  if (read?.item === undefined) return 'the policy was not looked at';
  const policy = recordOf(read.item.policy);
  return allows(policy, content ?? {}) ? undefined : 'it saw a policy that forbids it';
}

function allows(policy: Raw, content: Raw): boolean {
  if (content.kind === 'asset-transfer') {
    return listOf(policy.sweeps).some(({ id, enabled }) => id === content.sweepId && enabled === true);
  }
  const isListed = listOf(policy.whitelist).some(
    ({ id, address, chain }) => id === content.destination && address === content.address && chain === content.chain,
  );
  const { perInstruction, perDestination } = limitsIn(policy);
  const limits = [perInstruction, isRecord(perDestination) ? perDestination.perInstruction : undefined];
  const isOver = limits.some(
    (limit) => limit !== undefined && compare(amountOf(content.quantity), amountOf(limit)) > 0,
  );
  return isListed && !isOver;
}

function limitsIn(policy: Raw): Raw {
  return recordOf(recordOf(policy.withdrawals).USDT);
}

/** Only withdrawals have places: one in the book of the coin, and one in that of the destination. */
function wrongPlaces(look: (pk: string) => Read | undefined, instruction: RawInstruction): string | undefined {
  const { kind, destination } = instruction.content;
  if (kind !== 'withdrawal') return undefined;
  const policy = look('policy')?.item;
  if (policy === undefined) return 'the policy was not looked at';
  const { rolling, perDestination } = limitsIn(recordOf(policy.policy));
  const ofDestination = isRecord(perDestination) ? perDestination.rolling : [];
  return (
    wrongPlace(look('limit#USDT'), listOf(rolling), instruction) ??
    wrongPlace(look(`limit#USDT#${destination}`), listOf(ofDestination), instruction)
  );
}

/** All places of a book together must be within the limits that it saw. */
function wrongPlace(
  book: Read | undefined,
  limits: readonly Raw[],
  { id, attempts }: RawInstruction,
): string | undefined {
  if (book?.item === undefined) return 'its place was not looked at';
  const entries = listOf(book.item.entries);
  if (!entries.some((entry) => entry.id === `${id}#${attempts.length}`)) return 'it saw no place of its own';
  const now = Number(attempts.at(-1)?.timestamp);
  const isOver = limits.some(({ windowMs, amount, count }) => {
    const counted = countedIn(entries, now - Number(windowMs));
    const isOverAmount = amount !== undefined && compare(sumOf(counted), amountOf(amount)) > 0;
    return isOverAmount || (count !== undefined && counted.length > Number(count));
  });
  return isOver ? 'it saw a limit that is exceeded' : undefined;
}

function countedIn(entries: readonly Raw[], since: number): readonly Raw[] {
  return entries.filter(({ movedAt }) => movedAt === undefined || Number(movedAt) > since);
}

function sumOf(entries: readonly Raw[]): Amount {
  return entries.reduce((sum, { quantity }) => add(sum, amountOf(quantity)), zero);
}
