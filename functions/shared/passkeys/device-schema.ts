import * as v from 'valibot';
import { digestSchema, personSchema, timeSchema } from '../core/schemas.ts';
import type { Device, DeviceHistoryEntry } from './device.ts';
import { enrolmentSchema } from './enrolment.ts';
import { namedIdentitySchema } from './person.ts';
import { signedWordSchema } from './signed-word.ts';

/* The form of a device as items, answers and exports have it. That it is coherent is asked of device-coherence.ts. */

const stamp = { by: personSchema, at: timeSchema, identity: namedIdentitySchema };
const stampSchema = v.strictObject(stamp);

const proposedSchema = v.strictObject({ status: v.literal('proposed') });

const confirmedSchema = v.strictObject({
  status: v.literal('confirmed'),
  confirmedAt: timeSchema,
  actsFrom: timeSchema,
  confirmation: v.strictObject({ ...stamp, word: signedWordSchema }),
});

const beforeSchema = v.variant('status', [
  proposedSchema,
  confirmedSchema,
  v.strictObject({ status: v.literal('root') }),
]);

const stateSchema = v.variant('status', [
  proposedSchema,
  confirmedSchema,
  v.strictObject({
    status: v.literal('revoked'),
    revokedAt: timeSchema,
    revokedBy: stampSchema,
    before: beforeSchema,
  }),
]);

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const link = { version, previous: digestSchema, ...stamp };

export const deviceHistoryEntrySchema: v.GenericSchema<unknown, DeviceHistoryEntry> = v.variant('to', [
  v.strictObject({ ...link, from: v.literal('new'), to: v.literal('proposed') }),
  v.strictObject({
    ...link,
    from: v.literal('proposed'),
    to: v.literal('confirmed'),
    actsFrom: timeSchema,
    word: signedWordSchema,
  }),
  v.strictObject({ ...link, from: v.picklist(['root', 'proposed', 'confirmed']), to: v.literal('revoked') }),
]);

/** It is proposed, confirmed and revoked, each once. */
const stepsMax = 3;

export const deviceHistorySchema = v.pipe(v.array(deviceHistoryEntrySchema), v.minLength(1), v.maxLength(stepsMax));

export const deviceSchema: v.GenericSchema<unknown, Device> = v.strictObject({
  enrolment: enrolmentSchema,
  digest: digestSchema,
  state: stateSchema,
  version,
  history: deviceHistorySchema,
});
