import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { type AccountId, type InstructionId, instructionId } from '../../core/ids.ts';
import { sourceClaimKey } from '../../core/item-keys.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { InstructionStore } from './instruction-store.ts';
import { orUnreadable } from './or-unreadable.ts';
import type { Item, Table } from './table.ts';

/**
 * One sweep at a time from an account and coin. The claim is taken before the balance is read, so that no two sweeps
 * decide on the same balance. It is an item, because an index is only eventually consistent. Nobody gives it back: it
 * may be taken over once its holder has ended, so a crash leaves nothing behind.
 */
export interface SourceClaims {
  /** Answers `held` with the open instruction that has it. */
  claim(source: AccountId, coin: string, by: InstructionId, now: Millis): Promise<ClaimResult>;
  /** The open instruction that has it now. Undefined where a sweep could claim it. */
  holder(source: AccountId, coin: string, now: Millis): Promise<InstructionId | undefined>;
}

export type ClaimResult = { readonly kind: 'claimed' } | { readonly kind: 'held'; readonly by: InstructionId };

/**
 * A holder that has written no instruction may still be at work until its function's time is over. Twice the time that
 * asset-transfer has (60 s, infra/stacks/dependencies.ts) is certainly past that.
 */
export const unwrittenHolderMs = 120_000;

export function openSourceClaims(table: Table, instructions: Pick<InstructionStore, 'get'>): SourceClaims {
  return {
    holder: async (source, coin, now) => {
      const item = await table.get(sourceClaimKey(source, coin));
      if (item === undefined) return undefined;
      const { holder, claimedAt } = claimIn(item);
      return (await hasEnded(instructions, holder, claimedAt, now)) ? undefined : holder;
    },
    claim: async (source, coin, by, now) => {
      const pk = sourceClaimKey(source, coin);
      const set = { holder: by, claimedAt: now };
      const free = { set, condition: 'attribute_not_exists(#holder) OR #holder = :by', values: { by } };
      if (await table.update(pk, free)) return { kind: 'claimed' };
      const { holder, claimedAt } = claimIn((await table.get(pk)) ?? {});
      if (!(await hasEnded(instructions, holder, claimedAt, now))) return { kind: 'held', by: holder };
      const takeOver = {
        set,
        condition: '#holder = :holder AND #claimedAt = :claimedAt',
        values: { holder, claimedAt },
      };
      if (await table.update(pk, takeOver)) return { kind: 'claimed' };
      // The SDK sends a write again when its answer is lost: then our own take-over stands in our way.
      const standing = await table.get(pk);
      return standing?.holder === by && standing.claimedAt === now ? { kind: 'claimed' } : { kind: 'held', by: holder };
    },
  };
}

function claimIn({ holder, claimedAt }: Item): { readonly holder: InstructionId; readonly claimedAt: Millis } {
  assert(typeof holder === 'string' && typeof claimedAt === 'number', 'a claim names its holder');
  return { holder: instructionId(holder), claimedAt };
}

async function hasEnded(
  instructions: Pick<InstructionStore, 'get'>,
  holder: InstructionId,
  claimedAt: Millis,
  now: Millis,
): Promise<boolean> {
  const instruction = await orUnreadable(() => instructions.get(holder));
  // Whether its money is on its way nobody can tell.
  if (instruction === 'unreadable') return false;
  if (instruction === undefined) return now - claimedAt > unwrittenHolderMs;
  return isTerminal(instruction.state.status);
}
