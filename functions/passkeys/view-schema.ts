import * as v from 'valibot';
import type { ResponseType } from '../shared/core/response-type.ts';
import { digestSchema, momentSchema, personSchema } from '../shared/core/schemas.ts';
import { namedPersonSchema } from '../shared/passkeys/person.ts';
import { algorithmSchema } from '../shared/passkeys/public-key.ts';
import { credentialIdSchema } from '../shared/passkeys/schemas.ts';

const described = (schema: v.GenericSchema<string>, text: string) => v.pipe(schema, v.description(text));
const stamp = v.strictObject({ by: personSchema, at: momentSchema });
const said = (text: string) => described(v.string(), text);

const subjectSchema = v.strictObject({ id: v.string(), digest: digestSchema });

/** What is to be signed: see docs/passkeys.md for how. */
export const challengeViewSchema = v.strictObject({
  purpose: v.string(),
  stage: v.string(),
  subject: subjectSchema,
  decision: v.string(),
  person: namedPersonSchema,
  nonce: said('32 bytes of chance as base64url.'),
  expiresAt: momentSchema,
  rpId: said('The domain that devices are bound to.'),
  credentialIds: v.pipe(
    v.array(credentialIdSchema),
    v.description("The person's own devices that are in force. Empty where there is none."),
  ),
});

const credential = v.strictObject({ type: v.literal('public-key'), id: credentialIdSchema });

/** What a browser's `navigator.credentials.create` takes, as `parseCreationOptionsFromJSON` reads it. */
export const enrolmentViewSchema = v.strictObject({
  options: v.strictObject({
    rp: v.strictObject({ id: v.string(), name: v.string() }),
    user: v.strictObject({ id: v.string(), name: v.string(), displayName: v.string() }),
    challenge: v.string(),
    pubKeyCredParams: v.array(v.strictObject({ type: v.literal('public-key'), alg: v.number() })),
    timeout: v.number(),
    attestation: v.picklist(['none', 'direct']),
    authenticatorSelection: v.strictObject({
      userVerification: v.literal('required'),
      residentKey: v.literal('preferred'),
    }),
    excludeCredentials: v.array(credential),
  }),
  expiresAt: momentSchema,
});

export const deviceViewSchema = v.strictObject({
  credentialId: credentialIdSchema,
  owner: namedPersonSchema,
  name: said('What its owner calls it.'),
  status: v.picklist(['root', 'proposed', 'confirmed', 'revoked']),
  inForce: v.pipe(v.boolean(), v.description('Whether what it signs counts now.')),
  flaw: v.exactOptional(said('Why it does not count, where it does not.')),
  root: v.pipe(v.boolean(), v.description('Whether the configuration names it.')),
  proposed: v.exactOptional(stamp),
  confirmed: v.exactOptional(stamp),
  actsFrom: v.exactOptional(described(momentSchema, 'It counts from then on.')),
  revoked: v.exactOptional(stamp),
  model: said('Its AAGUID. All zeros where it does not say.'),
  algorithm: algorithmSchema,
  synced: v.pipe(v.boolean(), v.description('Whether its key may be copied to other devices of its owner.')),
  backedUp: v.pipe(v.boolean(), v.description('Whether it had been, when it was enrolled.')),
  digest: described(digestSchema, 'Of what was enrolled. Who confirms it signs this.'),
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  line: said('What names it in a configuration: a line of `passkeys.roots`.'),
});

const personViewSchema = v.strictObject({
  by: personSchema,
  inForce: v.pipe(v.number(), v.integer(), v.description('How many devices of theirs count now.')),
  advice: v.exactOptional(v.string()),
});

const chainEndSchema = v.strictObject({
  credentialId: credentialIdSchema,
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.description('How many steps its history has.')),
  link: described(digestSchema, 'Of the last step.'),
  status: v.picklist(['proposed', 'confirmed', 'revoked']),
});

const restoredSchema = v.strictObject({
  table: said("The table's own id: the subject of what two people sign."),
  from: said('The id of the table that it was copied from.'),
  digest: described(digestSchema, 'Of `devices`: see the head of the registry.'),
  devices: v.pipe(v.array(chainEndSchema), v.description('Every device with a history, as it stands in it.')),
  acceptedBy: v.exactOptional(v.pipe(stamp, v.description('The first of the two.'))),
});

/** What became of an acceptance. */
export const restoreViewSchema = v.strictObject({
  state: v.picklist(['proposed', 'accepted']),
  table: v.string(),
  digest: digestSchema,
});

export const deviceListSchema = v.strictObject({
  devices: v.array(deviceViewSchema),
  people: v.pipe(v.array(personViewSchema), v.description('Whoever has a device, and who asks.')),
  unreadable: v.exactOptional(
    v.pipe(v.array(credentialIdSchema), v.description('Devices that do not fit their heads. They do not count.')),
  ),
  restored: v.exactOptional(
    v.pipe(
      restoredSchema,
      v.description('There where the table of heads was restored: no device counts until two people accept it.'),
    ),
  ),
});

export type RestoredView = ResponseType<typeof restoredSchema>;
export type RestoreView = ResponseType<typeof restoreViewSchema>;
export type ChallengeView = ResponseType<typeof challengeViewSchema>;
export type EnrolmentView = ResponseType<typeof enrolmentViewSchema>;
export type DeviceView = ResponseType<typeof deviceViewSchema>;
export type DeviceList = ResponseType<typeof deviceListSchema>;
