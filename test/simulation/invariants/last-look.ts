import { type Amount, add, compare, zero } from '../../../functions/base/amount.ts';
import type { Invariant, Observed, Read } from '../run/observed.ts';
import { instructionOf, listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { amountOf, covers } from './support.ts';

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
        const place = instruction && wrongPlace(look('limit#USDT'), look('policy'), instruction);
        const wrong =
          wrongPause(look('pause'), instruction?.content) ?? wrongPolicy(look('policy'), instruction?.content) ?? place;
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

function wrongPause(read: Read | undefined, content: Raw | undefined): string | undefined {
  if (read === undefined) return 'the pause was not looked at';
  const standing = read.item === undefined ? [] : listOf(recordOf(read.item.switch).pauses);
  const covering = standing.find(({ scope }) => covers(String(scope), content ?? {}));
  return covering === undefined ? undefined : `it saw a pause of ${covering.scope}`;
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
  return isListed && compare(amountOf(content.quantity), amountOf(limitsIn(policy).perInstruction)) <= 0;
}

function limitsIn(policy: Raw): Raw {
  return recordOf(recordOf(policy.withdrawals).USDT);
}

/** Only withdrawals have places. All of them together must be within the limits that it saw. */
function wrongPlace(
  place: Read | undefined,
  policy: Read | undefined,
  { id, content, attempts }: RawInstruction,
): string | undefined {
  if (content.kind !== 'withdrawal') return undefined;
  if (place?.item === undefined || policy?.item === undefined) return 'its place was not looked at';
  const entries = listOf(place.item.entries);
  if (!entries.some((entry) => entry.id === `${id}#${attempts.length}`)) return 'it saw no place of its own';
  const now = Number(attempts.at(-1)?.timestamp);
  const isOver = listOf(limitsIn(recordOf(policy.item.policy)).rolling).some(
    ({ windowMs, amount }) => compare(usedIn(entries, now - Number(windowMs)), amountOf(amount)) > 0,
  );
  return isOver ? 'it saw a limit that is exceeded' : undefined;
}

function usedIn(entries: readonly Raw[], since: number): Amount {
  const counted = entries.filter(({ movedAt }) => movedAt === undefined || Number(movedAt) > since);
  return counted.reduce((sum, { quantity }) => add(sum, amountOf(quantity)), zero);
}
