import type { Amount } from '../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { Instruction, InstructionStatus } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { readItem } from '../../../functions/shared/ledger/store/item.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { kindOf } from './verify-item.ts';

/** An instruction in short: what a statement's row about it has to agree with. */
export interface LedgerEntry {
  readonly kind: string;
  readonly coin: string;
  readonly quantity: Amount;
  readonly status: InstructionStatus;
  readonly requestedBy: string;
  readonly approvedBy: readonly string[];
  /** Of a transfer: the id of the account that it leaves. */
  readonly source?: string;
  /** Between these moments it moved, where it is settled. */
  readonly moved?: { readonly from: Millis; readonly to: Millis };
}

/** All instructions of the ledger as they stand last, by their ids. */
export class LedgerIndex {
  private readonly entries = new Map<string, LedgerEntry>();

  /** Takes each item as it is shown, older ones first. One that cannot be read is left to the check of histories. */
  note(key: string, item: Item): void {
    if (kindOf(key) !== 'instruction') return;
    try {
      const { instruction } = readItem(item);
      this.entries.set(instruction.content.instructionId, entryOf(instruction));
    } catch (error) {
      if (!isTreasuryError(error)) throw error;
    }
  }

  get(id: string): LedgerEntry | undefined {
    return this.entries.get(id);
  }

  all(): Iterable<readonly [string, LedgerEntry]> {
    return this.entries;
  }
}

function entryOf(instruction: Instruction): LedgerEntry {
  const { content, state, approvals, attempts, history } = instruction;
  const settled = history.findLast(({ to }) => to === 'settled');
  const [first] = attempts;
  return {
    kind: content.kind,
    coin: content.coin,
    quantity: content.quantity,
    status: state.status,
    requestedBy: content.requestedBy,
    approvedBy: approvals.map(({ by }) => by),
    ...(content.kind === 'asset-transfer' ? { source: content.source } : {}),
    ...(settled === undefined || first === undefined ? {} : { moved: { from: first.timestamp, to: settled.at } }),
  };
}
