import type { Millis } from '../../core/clock.ts';
import { isSamePerson } from '../../core/ids.ts';
import type { Content } from '../instruction/content.ts';
import type { Instruction, InstructionStatus } from '../instruction/instruction.ts';

/** What people look for. All that is given has to hold. */
export interface InstructionFilters {
  readonly status?: InstructionStatus | undefined;
  readonly kind?: Content['kind'] | undefined;
  readonly coin?: string | undefined;
  /** A whitelist entry's id; for a transfer the account's name. */
  readonly destination?: string | undefined;
  readonly requestedBy?: string | undefined;
  /** Somebody whose approval it has. */
  readonly approvedBy?: string | undefined;
  readonly exchangeOrderId?: string | undefined;
  /** The transaction's hash on its chain. */
  readonly txId?: string | undefined;
  /** Asked for at this time or later, and at this time or earlier. */
  readonly from?: Millis | undefined;
  readonly to?: Millis | undefined;
}

/** Whether an instruction, as it stands, is one that is looked for. People are told apart as everywhere, case-folded. */
export function matchesFilters(instruction: Instruction, filters: InstructionFilters): boolean {
  const { content, state, approvals, createdAt } = instruction;
  const { status, kind, coin, destination, requestedBy, approvedBy, exchangeOrderId, txId, from, to } = filters;
  return (
    (status === undefined || state.status === status) &&
    (kind === undefined || content.kind === kind) &&
    (coin === undefined || content.coin === coin) &&
    (destination === undefined || content.destination === destination) &&
    (requestedBy === undefined || isSamePerson(content.requestedBy, requestedBy)) &&
    (approvedBy === undefined || approvals.some(({ by }) => isSamePerson(by, approvedBy))) &&
    (exchangeOrderId === undefined || orderIdOf(instruction) === exchangeOrderId) &&
    (txId === undefined || txIdOf(instruction) === txId) &&
    (from === undefined || createdAt >= from) &&
    (to === undefined || createdAt <= to)
  );
}

/** The order at the exchange, where its state knows one. */
export function orderIdOf({ state }: Pick<Instruction, 'state'>): string | undefined {
  return 'exchangeOrderId' in state ? state.exchangeOrderId : undefined;
}

/** The transaction's hash, where the exchange's records told it. */
export function txIdOf({ state }: Pick<Instruction, 'state'>): string | undefined {
  return 'txId' in state ? state.txId : undefined;
}
