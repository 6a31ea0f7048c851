import { type Amount, subtractToZero } from '../shared/core/amount.ts';
import { instructionId, instructionIdPattern } from '../shared/core/ids.ts';
import { searchIndex } from '../shared/core/names.ts';
import { sizeOf } from '../shared/core/signed-amount.ts';
import type { FundMovement } from '../shared/exchange/endpoints/fund-movement.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { orderList } from '../shared/ledger/search/listed-by.ts';
import type { InstructionLists } from '../shared/ledger/store/instruction-lists.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { orUnreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { RecordKind } from '../shared/matching/exchange-record.ts';
import type { MovementType } from '../shared/statements/statement.ts';

/** Finds the instruction of ours behind a movement. */
export interface InstructionMatcher {
  /** Undefined where there is none: a deposit, a trade, or what people did by hand. */
  match(movement: FundMovement): Promise<Instruction | undefined>;
}

/** What kind of instruction moves money so. */
const kinds: Readonly<Partial<Record<MovementType, RecordKind>>> = {
  transfer: 'asset-transfer',
  withdraw: 'withdrawal',
  fiatWithdraw: 'fiat-withdrawal',
};

export function openInstructionMatcher(
  instructions: Pick<InstructionStore, 'get'>,
  lists: Pick<InstructionLists, 'read'>,
): InstructionMatcher {
  return {
    match: async (movement) => {
      const kind = kinds[movement.type];
      if (kind === undefined) return undefined;
      for (const mark of marksOf(movement)) {
        const found = await orUnreadable(() => instructions.get(instructionId(mark)));
        if (found !== undefined && found !== 'unreadable' && isItsOwn(found, kind, movement)) return found;
      }
      const list = { index: searchIndex, value: orderList(movement.exchangeOrderId), newestFirst: true };
      const { instructions: listed } = await lists.read(list, listedMax);
      return listed.find((each) => isItsOwn(each, kind, movement));
    },
  };
}

/** An order is of one instruction. */
const listedMax = 5;

/** Our id travels as `clientOrderId`, and as `remark` where a list has no such field. */
function marksOf({ clientOrderId, remark }: FundMovement): string[] {
  const marks = new Set([clientOrderId, remark]);
  return [...marks].flatMap((mark) => (mark !== undefined && instructionIdPattern.test(mark) ? [mark] : []));
}

/** An id alone proves nothing: whoever asks the exchange may write one. */
function isItsOwn({ content, state }: Instruction, kind: RecordKind, movement: FundMovement): boolean {
  const quantities = quantitiesOf(movement);
  const isSame = content.kind === kind && content.coin === movement.coin && quantities.includes(content.quantity);
  const order = 'exchangeOrderId' in state ? state.exchangeOrderId : undefined;
  return isSame && (order === undefined || order === movement.exchangeOrderId);
}

/** With and without its fee (A35). */
function quantitiesOf(movement: FundMovement): readonly Amount[] {
  if (movement.form === 'transfer') return [movement.amount];
  const size = sizeOf(movement.amount);
  return movement.feeCoin === movement.coin ? [size, subtractToZero(size, movement.fee)] : [size];
}
