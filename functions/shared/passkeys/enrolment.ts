import * as v from 'valibot';
import { canonicalDigest } from '../core/canonical-digest.ts';
import { visibleTextSchema } from '../core/visible-text.ts';
import { namedPersonSchema } from './person.ts';
import { algorithmSchema, publicKeySchema } from './public-key.ts';
import { credentialIdSchema } from './schemas.ts';

const aaguidForm = 'an AAGUID in lower case, such as "00000000-0000-0000-0000-000000000000"';
const rpIdForm = 'a domain name in lower case such as "treasury.example.com"';
const stageForm = 'the name of a stage, such as "production"';
const countForm = 'a whole number from 0 to 4294967295';

/** The id of the relying party: the console's domain. */
export const rpIdSchema = v.pipe(
  v.string(rpIdForm),
  v.maxLength(253, rpIdForm),
  v.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, rpIdForm),
);

/** What is enrolled: a person's device, for one stage. It never changes. */
export const enrolmentSchema = v.strictObject({
  credentialId: credentialIdSchema,
  /** Whose it is. */
  person: namedPersonSchema,
  publicKey: publicKeySchema,
  algorithm: algorithmSchema,
  /** The make of the device. All zeros where it does not say. */
  aaguid: v.pipe(v.string(aaguidForm), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, aaguidForm)),
  /** The key may be copied to other devices of its owner. */
  isBackupEligible: v.boolean('true or false'),
  /** It had been, when it was enrolled. */
  isBackedUp: v.boolean('true or false'),
  /** The device's counter when it was enrolled. */
  signCount: v.pipe(
    v.number(countForm),
    v.integer(countForm),
    v.minValue(0, countForm),
    v.maxValue(0xffff_ffff, countForm),
  ),
  stage: v.pipe(v.string(stageForm), v.regex(/^[a-z][a-z0-9-]{0,19}$/, stageForm)),
  /** What its owner calls it. */
  name: visibleTextSchema(1, 64),
  rpId: rpIdSchema,
});

export type Enrolment = Readonly<v.InferOutput<typeof enrolmentSchema>>;

/** Lower-case hex SHA-256 of the enrolment's RFC 8785 JSON. Who confirms a device signs this. */
export function enrolmentDigest(enrolment: Enrolment): string {
  return canonicalDigest(enrolment);
}
