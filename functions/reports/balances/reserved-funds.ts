import { type Amount, add, zero } from '../../shared/core/amount.ts';
import type { Millis } from '../../shared/core/clock.ts';
import type { AccountId, InstructionId } from '../../shared/core/ids.ts';
import type { Instruction } from '../../shared/ledger/instruction/instruction.ts';
import { currentReading, type ExchangeReadings } from '../../shared/ledger/readings/exchange-readings.ts';
import { termsFor } from '../../shared/ledger/readings/payment-terms.ts';

/** What one instruction takes out of an account. */
export interface ReservedFunds {
  readonly instructionId: InstructionId;
  readonly kind: Instruction['content']['kind'];
  /** Absent where it is not known which account a payment leaves from. */
  readonly accountId?: AccountId;
  readonly coin: string;
  readonly quantity: Amount;
  /** On top of the quantity, in its coin (A6). Absent where it is not known. A sweep has none. */
  readonly fee?: Amount;
  /** The account of ours that a sweep moves to. */
  readonly targetId?: AccountId;
  /** When the exchange had it, so that a later reading shows it. Absent before. */
  readonly takenAt?: Millis;
}

/** What a payment or a sweep that is approved, or under way, takes and where. */
export function reservedFunds(instruction: Instruction, readings: ExchangeReadings, now: Millis): ReservedFunds {
  const { content, state, history } = instruction;
  const { instructionId, kind, coin, quantity } = content;
  const taken = state.status === 'sent' ? history.findLast(({ to }) => to === 'sent')?.at : undefined;
  const common = { instructionId, kind, coin, quantity, ...(taken === undefined ? {} : { takenAt: taken }) };
  if (content.kind === 'asset-transfer') {
    return { ...common, accountId: content.source, targetId: content.address, fee: zero };
  }
  const accountId = currentReading('accounts', readings.accounts, now)?.value[content.kind];
  const fee = termsFor(readings, content, now)?.fee;
  return { ...common, ...(accountId === undefined ? {} : { accountId }), ...(fee === undefined ? {} : { fee }) };
}

/** Whether a balance that was read then does not show it for sure. What is in doubt counts. */
export function isOutstanding({ takenAt }: ReservedFunds, readAt: Millis): boolean {
  return takenAt === undefined || takenAt >= readAt;
}

/** What is reserved in one account, of one coin. */
export interface Reserved {
  /** Quantities, and fees as far as they are known. */
  readonly amount: Amount;
  readonly instructions: number;
  /** Of how many of them the fee is not known. */
  readonly feesUnknown: number;
}

export function totalReserved(funds: readonly ReservedFunds[]): Reserved {
  return {
    amount: funds.reduce((total, { quantity, fee }) => add(add(total, quantity), fee ?? zero), zero),
    instructions: funds.length,
    feesUnknown: funds.filter(({ fee }) => fee === undefined).length,
  };
}
