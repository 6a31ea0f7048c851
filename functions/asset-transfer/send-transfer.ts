import type { Clock } from '../shared/core/clock.ts';
import type { HeldReason } from '../shared/core/held-reasons.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { assetTransfer } from '../shared/exchange/endpoints/asset-transfer.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import type { TransferContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { type Obstacle, stopFor } from '../shared/ledger/obstacle.ts';
import { sendOnce } from '../shared/ledger/send.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';

/** The function, for the history. */
export const by = 'asset-transfer';

export interface TransferDependencies {
  readonly instructions: InstructionStore;
  readonly exchange: Pick<ExchangeClient, 'prepare'>;
  readonly clock: Clock;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

/** Sends an approved transfer once. `obstacle` is the last look. */
export async function sendTransfer(
  { instructions, exchange, clock, remainingMs }: TransferDependencies,
  instruction: Instruction,
  { source: from, address: to, coin, quantity }: TransferContent,
  obstacle: () => Promise<HeldReason | undefined>,
): Promise<Instruction> {
  return sendOnce(instruction, {
    store: instructions,
    clock,
    by,
    remainingMs,
    // Limits are for what leaves the company.
    reserve: async () => undefined,
    obstacle,
    prepare: async () => {
      const prepared = await exchange.prepare(assetTransfer);
      return {
        ...prepared,
        post: ({ clientOrderId }) => prepared.post({ from, to, coin, quantity, clientOrderId }, clientOrderId),
      };
    },
  });
}

/** Writes what the first look makes of a transfer that something stands in the way of. */
export async function stopTransfer(
  { instructions }: Pick<TransferDependencies, 'instructions'>,
  seen: Instruction,
  obstacle: Obstacle | undefined,
  stamp: Stamp,
): Promise<Instruction> {
  const next = obstacle === undefined ? seen : stopFor(obstacle, seen, stamp);
  if (next !== seen) await instructions.update(seen, next);
  return next;
}
