import * as v from 'valibot';
import { identityEpochSchema } from '../shared/core/person.ts';
import { coinSchema, digestSchema, momentSchema, nameSchema } from '../shared/core/schemas.ts';
import { entryStatusSchema, entryStepSchema, evidenceFields } from '../shared/ledger/whitelist/schemas.ts';
import { targetFields } from '../shared/ledger/whitelist/target.ts';
import { signingDeviceSchema } from '../shared/passkeys/signing-device.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const stamp = { by: v.string(), at: momentSchema, identity: v.exactOptional(identityEpochSchema) };
const blocks = v.pipe(v.array(v.string()), v.description('The address in blocks of four characters.'));

const proofSchema = v.variant('kind', [
  v.strictObject({ ...evidenceFields['micro-payment'], depositAddressBlocks: blocks, ...stamp }),
  v.strictObject({ ...evidenceFields['wallet-signature'], ...stamp }),
  v.strictObject({ ...evidenceFields.document, ...stamp }),
]);

const historyEntrySchema = v.strictObject({
  version: whole,
  previous: digestSchema,
  ...stamp,
  step: entryStepSchema,
  from: v.union([v.literal('new'), entryStatusSchema]),
  to: entryStatusSchema,
  proof: v.exactOptional(v.picklist(['micro-payment', 'wallet-signature', 'document'])),
  until: v.exactOptional(momentSchema),
  device: signingDeviceSchema,
});

const common = {
  id: nameSchema,
  status: entryStatusSchema,
  until: v.exactOptional(v.pipe(momentSchema, v.description('When its cool-off ends. While it is cooling off.'))),
  usable: v.pipe(v.boolean(), v.description('Whether money may leave to it now.')),
  digest: digestSchema,
  proposedBy: v.pipe(v.string(), v.description('A person, or `config` for one that a deploy brought.')),
  proposedAt: momentSchema,
  lookAlikes: v.array(v.strictObject({ id: v.string(), block: whole, here: v.string(), there: v.string() })),
  proofs: v.array(proofSchema),
  confirmations: v.array(v.strictObject({ ...stamp, device: signingDeviceSchema })),
  history: v.array(historyEntrySchema),
  version: whole,
};

/** A destination with its whole life. */
export const entryViewSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('crypto'), ...targetFields.crypto, addressBlocks: blocks, ...common }),
  v.strictObject({ kind: v.literal('bank'), ...targetFields.bank, coin: coinSchema, ...common }),
]);

/** Entries in the order in which they were proposed. */
export const entryPageSchema = v.strictObject({
  entries: v.array(entryViewSchema),
  unreadable: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description('Ids of entries that are not as they were written. Absent where there are none.'),
    ),
  ),
  next: v.exactOptional(v.pipe(nameSchema, v.description('The `after` of the next page. Absent on the last one.'))),
});
