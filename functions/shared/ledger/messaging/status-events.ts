import { assert } from '../../core/errors.ts';
import type { HistoryEntry, Instruction } from '../instruction/instruction.ts';
import { settledPaymentOf } from '../payments/settled-payment.ts';
import type { InstructionStore } from '../store/instruction-store.ts';
import { attentionEvent } from './attention-event.ts';
import type { Bus, OutgoingEvent } from './bus.ts';
import { fundingDetail } from './funding-detail.ts';

/**
 * The events of the transitions that are not on the bus yet, oldest first. A listener may get one twice: `id` and
 * `version` name it.
 */
function statusEvents(instruction: Instruction): OutgoingEvent[] {
  const entries = instruction.history.filter((entry) => entry.version > instruction.publishedVersion);
  const changes = entries.map(
    (entry): OutgoingEvent => ({ detailType: 'InstructionStatusChanged', detail: statusDetail(instruction, entry) }),
  );
  const isNewInDoubt =
    instruction.state.status === 'needs-attention' &&
    entries.some(({ from, to }) => to === 'needs-attention' && from !== to);
  return isNewInDoubt ? [...changes, attentionEvent(instruction)] : changes;
}

function statusDetail(instruction: Instruction, entry: HistoryEntry): Record<string, unknown> {
  const { content, state } = instruction;
  const hasOrder = entry.version === instruction.version && 'exchangeOrderId' in state;
  return {
    id: content.instructionId,
    version: entry.version,
    kind: content.kind,
    status: entry.to,
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    coin: content.coin,
    quantity: content.quantity,
    ...fundingDetail(content),
    ...(hasOrder ? { exchangeOrderId: state.exchangeOrderId } : {}),
  };
}

/** Publishes the last transition once more, for a listener that has not done what it had to. */
export async function republishLastEvent(bus: Bus, instruction: Instruction): Promise<void> {
  const last = instruction.history.at(-1);
  assert(last !== undefined, 'an instruction has a first entry');
  await bus.publish([{ detailType: 'InstructionStatusChanged', detail: statusDetail(instruction, last) }]);
}

/**
 * Publishes what is new and notes it. A payment that settled is left to who keeps it (keep-payment.ts): it would be open
 * no more, and nobody would come back to keep it.
 */
export async function publishStatusEvents(
  bus: Bus,
  store: InstructionStore,
  instruction: Instruction,
): Promise<Instruction> {
  const isKeptFirst = settledPaymentOf(instruction) !== undefined;
  return isKeptFirst ? instruction : publishAllStatusEvents(bus, store, instruction);
}

/** The same, also for a payment that settled and is kept. Safe to run twice: what was noted is not sent again. */
export async function publishAllStatusEvents(
  bus: Bus,
  store: InstructionStore,
  instruction: Instruction,
): Promise<Instruction> {
  if (instruction.publishedVersion === instruction.version) return instruction;
  await bus.publish(statusEvents(instruction));
  await store.markPublished(instruction);
  return { ...instruction, publishedVersion: instruction.version, searchableVersion: instruction.version };
}
