import { compare } from '../../../functions/base/amount.ts';
import type { Invariant, Observed, Post, Read } from '../run/observed.ts';
import { instructionOf, isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
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
        const wrong = wrongPause(look('pause')) ?? wrongPolicy(look('policy'), post) ?? wrongPlace(observed, id, look);
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

function wrongPolicy(read: Read | undefined, { params }: Post): string | undefined {
  if (read?.item === undefined) return 'the policy was not looked at';
  const policy = recordOf(read.item.policy);
  if (params.get('fromAccountId') !== undefined) return undefined;
  const isListed = listOf(policy.whitelist).some(
    ({ address, chain }) => address === params.get('address') && chain === params.get('chainType'),
  );
  const limits = recordOf(recordOf(policy.withdrawals).USDT);
  const isWithin = compare(amountOf(params.get('quantity')), amountOf(limits.perInstruction)) <= 0;
  return isListed && isWithin ? undefined : 'it saw a policy that forbids it';
}

/** Only withdrawals have places. */
function wrongPlace(observed: Observed, id: string, look: (pk: string) => Read | undefined): string | undefined {
  const instruction = instructionOf(observed.item(`instruction#${id}`));
  if (instruction?.content.kind !== 'withdrawal') return undefined;
  const read = look('limit#USDT');
  if (read?.item === undefined) return 'its place was not looked at';
  const hasPlace = listOf(read.item.entries).some((entry: Raw) => entry.id === `${id}#${instruction.attempts.length}`);
  return hasPlace ? undefined : 'it saw no place of its own';
}
