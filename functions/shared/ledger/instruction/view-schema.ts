import * as v from 'valibot';
import { amountSchema, digestSchema, instructionIdSchema, momentSchema } from '../../core/schemas.ts';
import {
  heldReasonSchema,
  kindSchema,
  millisSchema,
  orderIdSchema,
  reasonSchema,
  receiptFields,
  statusSchema,
} from './schemas.ts';
import {
  approvalViewSchema,
  attemptViewSchema,
  historyEntryViewSchema,
  nearMatchViewSchema,
  proposalViewSchema,
} from './view-parts.ts';

const described = (text: string) => v.pipe(v.string(), v.description(text));

/** An instruction as JSON. What its kind or its status does not have is absent. */
export const instructionViewSchema = v.strictObject({
  id: instructionIdSchema,
  kind: kindSchema,
  coin: v.string(),
  chain: v.exactOptional(described('Of a withdrawal.')),
  quantity: amountSchema,
  source: v.exactOptional(described('Of a transfer: the id of the account that it leaves.')),
  sweepId: v.exactOptional(described('Of a transfer: the sweep that decided it.')),
  funds: v.exactOptional(
    v.pipe(instructionIdSchema, v.description('Of a transfer: the withdrawal that it moves for what is lacking.')),
  ),
  fundFrom: v.exactOptional(
    described('Of a withdrawal: the name of the account that what is lacking is moved from first.'),
  ),
  fundedBy: v.exactOptional(
    v.pipe(
      instructionIdSchema,
      v.description('Of a withdrawal with `fundFrom`: the id of that transfer, once it began.'),
    ),
  ),
  destination: described("A whitelist entry's id; for a transfer the account's name."),
  address: v.exactOptional(
    described(
      'Where it goes: an address, a bank account or an account id. Absent where the whitelist had no such destination.',
    ),
  ),
  tag: v.exactOptional(v.string()),
  requestedBy: described('A person, or `sweep:` or `withdrawal:` with its id.'),
  note: v.exactOptional(v.string()),
  status: statusSchema,
  reason: v.exactOptional(reasonSchema),
  heldReason: v.exactOptional(heldReasonSchema),
  notBefore: v.exactOptional(v.pipe(momentSchema, v.description('Not sent before.'))),
  absentSince: v.exactOptional(
    v.pipe(momentSchema, v.description("On the exchange's clock: since when its records are known not to have it.")),
  ),
  nearMatches: v.exactOptional(
    v.pipe(v.array(nearMatchViewSchema), v.description('Orders at the exchange that could be this one.')),
  ),
  exchangeOrderId: v.exactOptional(orderIdSchema),
  ...receiptFields,
  proposal: v.exactOptional(v.pipe(proposalViewSchema, v.description('What the first of two people decided.'))),
  digest: digestSchema,
  approvals: v.array(approvalViewSchema),
  attempts: v.array(attemptViewSchema),
  history: v.array(historyEntryViewSchema),
  version: millisSchema,
  createdAt: momentSchema,
  updatedAt: momentSchema,
});
