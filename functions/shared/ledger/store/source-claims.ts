import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { type AccountId, type InstructionId, instructionId } from '../../core/ids.ts';
import { sourceClaimKey } from '../../core/item-keys.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { InstructionStore } from './instruction-store.ts';
import { orUnreadable } from './or-unreadable.ts';
import type { Item, Table } from './table.ts';

/**
 * One sweep at a time from an account and coin. A transfer that funds a withdrawal claims the account that it fills as
 * well. The claim is taken before the balance is read, so that no two sweeps decide on the same balance. It is an item,
 * because an index is only eventually consistent. Nobody gives it back: it may be taken over once its holder has ended,
 * so a crash leaves nothing behind.
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
      const claim = claimIn(source, item);
      return (await isOver(instructions, claim, now)) ? undefined : claim.holder;
    },
    claim: async (source, coin, by, now) => {
      const pk = sourceClaimKey(source, coin);
      const set = { holder: by, claimedAt: now };
      const free = { set, condition: 'attribute_not_exists(#holder) OR #holder = :by', values: { by } };
      if (await table.update(pk, free)) return { kind: 'claimed' };
      const claim = claimIn(source, (await table.get(pk)) ?? {});
      const { holder, claimedAt } = claim;
      if (!(await isOver(instructions, claim, now))) return { kind: 'held', by: holder };
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

interface Claim {
  readonly source: AccountId;
  readonly holder: InstructionId;
  readonly claimedAt: Millis;
}

function claimIn(source: AccountId, { holder, claimedAt }: Item): Claim {
  assert(typeof holder === 'string' && typeof claimedAt === 'number', 'a claim names its holder');
  return { source, holder: instructionId(holder), claimedAt };
}

/** Whether the account and coin may be taken over from a claim's holder. */
async function isOver(
  instructions: Pick<InstructionStore, 'get'>,
  { source, holder, claimedAt }: Claim,
  now: Millis,
): Promise<boolean> {
  const instruction = await orUnreadable(() => instructions.get(holder));
  // Whether its money is on its way nobody can tell.
  if (instruction === 'unreadable') return false;
  if (instruction === undefined) return now - claimedAt > unwrittenHolderMs;
  if (!isTerminal(instruction.state.status)) return false;
  const { content } = instruction;
  // What was moved there for a withdrawal is that withdrawal's until it has been sent.
  return !('funds' in content) || content.address !== source || !(await isStillToLeave(instructions, content.funds));
}

/** Whether a withdrawal may still take what is there for it. One in doubt is people's matter, and keeps no others. */
async function isStillToLeave(instructions: Pick<InstructionStore, 'get'>, id: InstructionId): Promise<boolean> {
  const withdrawal = await orUnreadable(() => instructions.get(id));
  if (withdrawal === 'unreadable' || withdrawal === undefined) return false;
  return withdrawal.state.status === 'approved' || withdrawal.state.status === 'sending';
}
