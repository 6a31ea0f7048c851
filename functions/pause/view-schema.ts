import * as v from 'valibot';
import { identityEpochSchema } from '../shared/core/person.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { digestSchema, momentSchema } from '../shared/core/schemas.ts';
import { scopeSchema } from '../shared/ledger/pause/scope.ts';
import { signingDeviceSchema } from '../shared/passkeys/signing-device.ts';

const stamp = { by: v.string(), at: momentSchema, identity: v.exactOptional(identityEpochSchema) };

const pauseFields = {
  scope: scopeSchema,
  reason: v.string(),
  ...stamp,
  inForceAt: v.pipe(
    momentSchema,
    v.description('From then on nothing reaches the exchange that it covers. What was signed before may still.'),
  ),
  digest: v.pipe(digestSchema, v.description('Of the pause as it is shown: what a device signs to resume it.')),
  resume: v.exactOptional(
    v.pipe(
      v.strictObject({ ...stamp, device: signingDeviceSchema }),
      v.description('The first of two people who resume it.'),
    ),
  ),
};

export const pauseSchema = v.strictObject(pauseFields);

const changeSchema = v.strictObject({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  what: v.picklist(['paused', 'resume-proposed', 'resumed']),
  scope: scopeSchema,
  reason: v.exactOptional(v.string()),
  ...stamp,
  device: signingDeviceSchema,
});

const pauseStateFields = {
  paused: v.pipe(v.boolean(), v.description('Whether any scope is paused.')),
  pauses: v.array(pauseSchema),
  changes: v.pipe(v.array(changeSchema), v.description('The last ones, oldest first.')),
};

export const pauseStateViewSchema = v.strictObject(pauseStateFields);

const responseFields = { ...pauseStateFields, message: v.string() };

/** The switch after somebody paused or resumed one scope: how that scope stands comes first. */
export const pausedViewSchema = v.strictObject({
  ...pauseFields,
  ...responseFields,
  warning: v.exactOptional(v.pipe(v.string(), v.description('Nothing is configured by the name of this scope.'))),
});
export const resumedViewSchema = v.strictObject({ scope: scopeSchema, ...responseFields });

export type PausedView = ResponseType<typeof pausedViewSchema>;
export type ResumedView = ResponseType<typeof resumedViewSchema>;
