import * as v from 'valibot';
import { iso } from '../../core/clock.ts';
import { instructionKey } from '../../core/item-keys.ts';
import { openIndex, openValues } from '../../core/names.ts';
import { accountIdSchema, amountSchema, instructionIdSchema } from '../../core/schemas.ts';
import { type Incoherence, incoherenceOf } from '../instruction/coherence.ts';
import type { Instruction } from '../instruction/instruction.ts';
import {
  approvalSchema,
  attemptSchema,
  heldReasonSchema,
  historyEntrySchema,
  millisSchema as millis,
  nearMatchSchema,
  orderIdSchema as orderId,
  proposalSchema,
  reasonSchema as reason,
  receiptFields,
  sha256Schema as sha256,
} from '../instruction/schemas.ts';
import { CorruptItemError } from './errors.ts';
import { ownSearchAttributes } from './search-index.ts';
import type { Item } from './table.ts';

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);
const common = {
  instructionId: instructionIdSchema,
  coin: v.string(),
  quantity: amountSchema,
  requestedBy: v.string(),
  note: v.exactOptional(v.string()),
};

const transfer = {
  kind: v.literal('asset-transfer'),
  ...common,
  source: accountIdSchema,
  destination: v.string(),
  address: accountIdSchema,
};

const content = v.variant('kind', [
  v.strictObject({ ...transfer, sweepId: v.string() }),
  v.strictObject({ ...transfer, funds: instructionIdSchema }),
  v.strictObject({
    kind: v.literal('withdrawal'),
    ...common,
    destination: v.string(),
    address: v.exactOptional(v.string()),
    tag: v.exactOptional(v.string()),
    chain: v.string(),
    fundFrom: v.exactOptional(v.string()),
  }),
  v.strictObject({
    kind: v.literal('fiat-withdrawal'),
    ...common,
    destination: v.string(),
    address: v.exactOptional(v.string()),
  }),
]);

const state = v.variant('status', [
  v.strictObject({ status: v.literal('requested') }),
  v.strictObject({ status: v.literal('awaiting-approval') }),
  v.strictObject({ status: v.literal('declined'), reason }),
  v.strictObject({ status: v.literal('canceled'), reason }),
  v.strictObject({ status: v.literal('rejected'), reason }),
  v.strictObject({ status: v.literal('expired'), reason }),
  v.strictObject({
    status: v.literal('approved'),
    heldReason: v.exactOptional(heldReasonSchema),
    notBefore: v.exactOptional(millis),
  }),
  v.strictObject({ status: v.literal('sending') }),
  v.strictObject({ status: v.literal('unknown'), reason, absentSince: v.exactOptional(millis) }),
  v.strictObject({
    status: v.literal('needs-attention'),
    reason,
    nearMatches: v.array(nearMatchSchema),
    exchangeOrderId: v.exactOptional(orderId),
    proposal: v.exactOptional(proposalSchema),
  }),
  v.strictObject({ status: v.literal('sent'), exchangeOrderId: orderId }),
  v.strictObject({ status: v.literal('settled'), exchangeOrderId: orderId, ...receiptFields }),
  v.strictObject({ status: v.literal('settled'), reason, exchangeOrderId: v.exactOptional(orderId) }),
  v.strictObject({ status: v.literal('failed'), reason, exchangeOrderId: v.exactOptional(orderId) }),
]);

const itemSchema = v.object({
  content,
  digest: sha256,
  state,
  version: millis,
  createdAt: time,
  updatedAt: time,
  // Instructions from before there were approvals have none.
  approvals: v.optional(v.array(approvalSchema), []),
  attempts: v.array(attemptSchema),
  history: v.array(historyEntrySchema),
  publishedVersion: millis,
  reminders: v.exactOptional(v.array(v.string())),
  searchableVersion: v.exactOptional(millis),
  taskToken: v.exactOptional(v.string()),
  // Items from before tokens were ordered by time have none.
  taskTokenAt: v.exactOptional(millis),
  formerTaskTokens: v.exactOptional(v.array(sha256)),
  taskAskedAt: v.exactOptional(millis),
  taskAskedTimes: v.exactOptional(millis),
  taskReport: v.exactOptional(
    v.strictObject({
      at: millis,
      result: v.picklist(['told', 'nobody-waits', 'given-up']),
      error: v.exactOptional(v.string()),
    }),
  ),
});

/** The attributes that a transition changes. `status` stands beside `state` for the index by status. */
export function changingAttributes(instruction: Instruction, writeId: string): Item {
  return {
    state: instruction.state,
    status: instruction.state.status,
    version: instruction.version,
    updatedAt: iso(instruction.updatedAt),
    approvals: instruction.approvals,
    attempts: instruction.attempts,
    history: instruction.history,
    writeId,
  };
}

/**
 * A whole new item. `open` puts it into the sparse index of work to do; it leaves when it has ended and everybody was
 * told.
 */
export function newItem(instruction: Instruction, writeId: string): Item {
  const createdAt = iso(instruction.createdAt);
  return {
    pk: instructionKey(instruction.content.instructionId),
    content: instruction.content,
    digest: instruction.digest,
    createdAt,
    publishedVersion: instruction.publishedVersion,
    taskToken: instruction.taskToken,
    taskTokenAt: instruction.taskTokenAt,
    [openIndex.key]: openValues.instructions,
    [openIndex.sort]: createdAt,
    ...ownSearchAttributes(instruction),
    ...changingAttributes(instruction, writeId),
  };
}

/**
 * Reads an item back and checks it: its shape, and that all of it is what its history tells of. Nothing is decided on
 * an item that somebody else has changed.
 */
export function fromItem(item: Item): Instruction {
  const { instruction, incoherence } = readItem(item);
  if (incoherence !== undefined) throw new CorruptItemError(String(item.pk), new Error(incoherence.problem));
  return instruction;
}

/** Reads the shape of an item, and says what of it is not as it was written. */
export function readItem(item: Item): { readonly instruction: Instruction; readonly incoherence?: Incoherence } {
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) {
    throw new CorruptItemError(String(item.pk), new Error(parsed.issues.map(describe).join('; ')));
  }
  const instruction = parsed.output;
  const incoherence = placeFlaw(item, instruction) ?? incoherenceOf(instruction);
  return incoherence === undefined ? { instruction } : { instruction, incoherence };
}

/** Its key and what the index by status has of it. Both stand beside what is checked else. */
function placeFlaw({ pk, status }: Item, { content, state, version }: Instruction): Incoherence | undefined {
  if (pk !== instructionKey(content.instructionId)) return { problem: 'it lies under the key of another instruction' };
  return status === state.status ? undefined : { version, problem: 'it is listed by another status than it has' };
}

function describe(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'item'} is not ${issue.expected ?? 'as expected'}`;
}
