import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { amountSchema } from '../../core/schemas.ts';
import { parseStrictJson } from '../../core/strict-json.ts';
import { validate } from '../../core/validate.ts';
import { type Enrolment, rpIdSchema } from '../../passkeys/enrolment.ts';
import { rootsById } from '../../passkeys/registry.ts';
import { parseRoots } from '../../passkeys/roots.ts';
import type { Place } from '../../passkeys/verify-word.ts';
import type { PasskeyFloor } from '../policy/passkey-floor.ts';
import { passkeyLevelSchema } from '../policy/passkeys.ts';

/** What the deployment says of devices, in the variable `PASSKEYS`. Nothing in a table changes it. */
export interface PasskeySettings {
  /** The least that this stage asks for. */
  readonly floor: PasskeyFloor;
  /** Absent where the stage has no domain that devices could be bound to. */
  readonly ground?: PasskeyGround;
}

/** What devices are judged on. */
export interface PasskeyGround {
  readonly place: Place;
  /** By credential id. */
  readonly roots: ReadonlyMap<string, Enrolment>;
  /** How long after its confirmation a device counts at the earliest. */
  readonly leastDelay: Millis;
}

const variable = 'PASSKEYS';

const settingsSchema = v.strictObject({
  stage: v.pipe(v.string(), v.nonEmpty()),
  rpId: v.exactOptional(rpIdSchema),
  roots: v.array(v.string()),
  floor: v.strictObject({ level: passkeyLevelSchema, over: v.record(v.string(), amountSchema) }),
});

/**
 * The least `looseningDelay` that a stage may have, outside of this machine. It is no setting: raised later, it would
 * take back what a device confirmed in its first days.
 */
const leastDelay: Millis = 3_600_000;

const localhost = 'localhost';

/** Reads the variable `PASSKEYS`, once at the start of a function. Throws InvalidInputError. */
export function readPasskeySettings(text: string): PasskeySettings {
  const json = parseStrictJson(text, { what: 'environment variables', field: variable, expected: 'JSON' });
  const { stage, rpId, roots, floor } = validate('environment variables', settingsSchema, json, variable);
  if (rpId === undefined) return { floor };
  const isLocal = rpId === localhost;
  return {
    floor,
    ground: {
      place: { stage, rpId, origin: isLocal ? `http://${localhost}` : `https://${rpId}` },
      roots: roots.length === 0 ? new Map() : rootsById(parseRoots(roots, { stage, rpId }, `${variable}.roots`)),
      leastDelay: isLocal ? 0 : leastDelay,
    },
  };
}
