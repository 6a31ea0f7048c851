import { type Amount, add, compare, zero } from '../../../functions/base/amount.ts';
import type { Invariant, Observed, Read } from '../run/observed.ts';
import { instructionOf, listOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { entryOf, entryPk } from '../run/raw-entry.ts';
import { addressFlaw, coolOffFlaw, paymentFlaw } from './payment-rules.ts';
import { quorumFlaw } from './quorum-rules.ts';
import { amountOf, covers } from './support.ts';

/**
 * Between the write of `sending` and its POST a function looks once more: at the pause, at the policy, and for a
 * withdrawal at its destination and its place. What it then sees must allow the POST, and what it cannot see allows nothing (rule 8).
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
        if (instruction === undefined) return `${id} is no instruction`;
        const policy = look('policy');
        const entry = look(entryPk(instruction.content.destination));
        const wrong =
          wrongPause(look('pause'), instruction.content) ??
          (instruction.content.kind === 'asset-transfer'
            ? wrongSweep(policy, instruction.content)
            : (wrongPayment(policy, entry, instruction, 2 * observed.plan.world.instanceOffsetMs) ??
              wrongPlace(look('limit#USDT'), policy, instruction)));
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

function wrongPause(read: Read | undefined, content: Raw): string | undefined {
  if (read === undefined) return 'the pause was not looked at';
  const standing = read.item === undefined ? [] : listOf(recordOf(read.item.switch).pauses);
  const covering = standing.find(({ scope }) => covers(String(scope), content));
  return covering === undefined ? undefined : `it saw a pause of ${covering.scope}`;
}

function wrongSweep(policy: Read | undefined, { sweepId }: Raw): string | undefined {
  if (policy?.item === undefined) return 'the policy was not looked at';
  const { sweeps } = recordOf(policy.item.policy);
  const isEnabled = listOf(sweeps).some(({ id, enabled }) => id === sweepId && enabled === true);
  return isEnabled ? undefined : 'it saw a policy that forbids it';
}

/** `aheadMs`: how far the clock that looks may be ahead of the one that said when a cool-off ends. */
function wrongPayment(
  policy: Read | undefined,
  entry: Read | undefined,
  instruction: RawInstruction,
  aheadMs: number,
): string | undefined {
  const { content } = instruction;
  if (policy?.item === undefined) return 'the policy was not looked at';
  if (entry === undefined) return 'the whitelist was not looked at';
  const rules = recordOf(policy.item.policy);
  const seen = entryOf(entry.item);
  const flaw = paymentFlaw(rules, seen, content) ?? quorumFlaw(rules, seen, instruction);
  if (flaw !== undefined || seen === undefined) return `it saw that ${flaw}`;
  const late = addressFlaw(seen, content) ?? coolOffFlaw(seen, entry.at, aheadMs);
  return late === undefined ? undefined : `it saw that ${late}`;
}

function limitsIn(policy: Raw): Raw {
  return recordOf(recordOf(policy.withdrawals).USDT);
}

/** All places together must be within the limits that it saw. */
function wrongPlace(
  place: Read | undefined,
  policy: Read | undefined,
  { id, attempts }: RawInstruction,
): string | undefined {
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
