import { flagForAttention, markUnknown } from '../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../functions/shared/ledger/instruction/instruction.ts';
import { startSending } from '../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from './clock.ts';
import { approved, stamp, withdrawal } from './instructions.ts';

/** A withdrawal that was sent, whose answer was lost, and which nobody found at the exchange. Alice asked for it. */
export function unknownWithdrawal(id: string): Instruction {
  const sending = startSending(approved(withdrawal(id)), { timestamp: noon, recvWindow: 5_000 }, stamp);
  return markUnknown(sending, 'http-502', stamp);
}

/** The same when people have to look. */
export function withdrawalInDoubt(id: string): Instruction {
  return flagForAttention(unknownWithdrawal(id), 'not-in-records', [], stamp);
}
