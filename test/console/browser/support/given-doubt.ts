import { randomUUID } from 'node:crypto';
import { instructionId } from '../../../../functions/shared/core/ids.ts';
import { flagForAttention, markUnknown } from '../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { markApproved, startSending } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { openInstructionStore } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { stackAddressOf, tableAt } from '../../../../infra/local/stack-run-file.ts';
import type { ConsoleRun } from './console-run.ts';
import { givenPayment } from './given-payment.ts';

/**
 * A payment of which nobody knows whether it moved. It is written by hand, and at once: the local exchange shows every
 * order, so that the treasury itself would find out.
 */
export async function givenDoubt(run: ConsoleRun): Promise<string> {
  const { id } = await givenPayment(run);
  const store = openInstructionStore(tableAt(stackAddressOf(run.demo.stack)), randomUUID);
  const seen = await store.get(instructionId(id));
  if (seen === undefined) throw new Error(`${id} is not there`);
  const stamp = { at: Date.now(), by: 'reconciliation' };
  const sending = startSending(markApproved(seen, stamp), { timestamp: stamp.at, recvWindow: 5_000 }, stamp);
  const unknown = markUnknown(sending, 'timeout', stamp);
  await store.update(seen, flagForAttention(unknown, 'near-match', [], stamp));
  return id;
}
