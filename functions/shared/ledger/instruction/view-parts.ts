import * as v from 'valibot';
import { momentSchema } from '../../core/schemas.ts';
import { signingDeviceSchema } from '../../passkeys/signing-device.ts';
import { approvalSchema, attemptSchema, historyEntrySchema, nearMatchSchema, proposalSchema } from './schemas.ts';

/* Parts of an instruction as people are shown them: as in its item, but for times, and for what a code means. */

const codeFields = {
  exchangeCode: v.exactOptional(
    v.pipe(v.string(), v.description("The exchange's own code or word, and nothing else.")),
  ),
  localCode: v.exactOptional(
    v.pipe(v.string(), v.description('Our code for it where the exchange gave none, such as `http-502`.')),
  ),
  meaning: v.exactOptional(v.pipe(v.string(), v.description('What the code means, in words.'))),
};

const stamp = { at: momentSchema };

const { word: _ofApproval, ...approvalEntries } = approvalSchema.entries;

export const approvalViewSchema = v.strictObject({
  ...approvalEntries,
  ...stamp,
  device: signingDeviceSchema,
});

export const attemptViewSchema = v.strictObject({
  ...attemptSchema.entries,
  timestamp: v.pipe(momentSchema, v.description("The signed time, on the exchange's clock.")),
  takenAt: v.exactOptional(momentSchema),
  ...codeFields,
});

const { word: _ofEntry, ...historyEntries } = historyEntrySchema.entries;

export const historyEntryViewSchema = v.strictObject({
  ...historyEntries,
  ...stamp,
  ...codeFields,
  device: signingDeviceSchema,
});

export const nearMatchViewSchema = v.strictObject({ ...nearMatchSchema.entries, time: momentSchema });

const { agreedBefore: _, ...proposalEntries } = proposalSchema.entries;

export const proposalViewSchema = v.strictObject({
  ...proposalEntries,
  ...stamp,
  agreedBefore: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ by: v.string(), identity: proposalEntries.identity, ...stamp })),
      v.description('Who said the same before, where it takes three.'),
    ),
  ),
});
