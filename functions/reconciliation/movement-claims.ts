import { mayHaveBeenTaken } from '../shared/ledger/instruction/attempts.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { type ExchangeRecord, recordMismatches } from '../shared/matching/exchange-record.ts';
import { quietPeriodMs } from './judge-absence.ts';
import { searchedFrom } from './record-windows.ts';

/** Why a movement is no instruction of ours. */
export type UnclaimedReason = 'no-instruction' | 'other-content' | 'other-order' | 'not-expected';

/** Why a movement that carries an instruction's id is not its own. Undefined where it is. */
export function unclaimedReason(instruction: Instruction, record: ExchangeRecord): UnclaimedReason | undefined {
  const { content, state } = instruction;
  if (recordMismatches(content, record).length > 0) return 'other-content';
  if ('exchangeOrderId' in state) return state.exchangeOrderId === record.exchangeOrderId ? undefined : 'other-order';
  return isOfItsTime(instruction, record) ? undefined : 'not-expected';
}

/**
 * Where no order is known to be the instruction's, only one can be that the exchange took after it was sent, and while
 * the instruction was followed, or before two people said that it had moved. Any other state says that nothing moved.
 */
function isOfItsTime(instruction: Instruction, { time }: ExchangeRecord): boolean {
  const { attempts, state, updatedAt } = instruction;
  if (!attempts.some(mayHaveBeenTaken) || time < searchedFrom(instruction)) return false;
  switch (state.status) {
    case 'sending':
    case 'unknown':
    case 'needs-attention':
      return true;
    case 'settled':
      // By our clock, which may be a little off.
      return time <= updatedAt + quietPeriodMs;
    default:
      return false;
  }
}
