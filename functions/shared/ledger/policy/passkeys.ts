import * as v from 'valibot';

/** What takes a signature of a person's own device, each more than the one before it. */
const levels = ['off', 'approvals', 'all'] as const;

/**
 * `approvals`: to approve a payment. `all`: also whatever else lets money go or says what became of it. To stop
 * something never takes one.
 */
export const passkeyLevelSchema = v.picklist(levels, '"off", "approvals" or "all"');

export type PasskeyLevel = v.InferOutput<typeof passkeyLevelSchema>;

/** Whether a signature is also asked for by what is no approval, and lets money go or says what became of it. */
export function asksBeyondApprovals({ passkeys }: { readonly passkeys: PasskeyLevel }): boolean {
  return passkeys === 'all';
}

/** The level that asks for more. */
export function stricterLevel(a: PasskeyLevel, b: PasskeyLevel): PasskeyLevel {
  return levels.indexOf(a) < levels.indexOf(b) ? b : a;
}

const aaguidForm = 'the id of a model of authenticators, such as "12345678-1234-1234-1234-123456789012", in lower case';

/** More models than a company ever buys; with as many, the policy stays far below what an item can hold. */
const modelsMax = 50;

/** Which devices may be enrolled. What is enrolled already stays. */
export const authenticatorsSchema = v.strictObject({
  /** Of these models alone, each by its AAGUID. Without a list of any; by an empty one nothing is enrolled. */
  aaguids: v.exactOptional(
    v.pipe(
      v.array(v.pipe(v.string(aaguidForm), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, aaguidForm))),
      v.maxLength(modelsMax, `at most ${modelsMax} models`),
    ),
  ),
  /** Whether keys are taken that their maker copies to other devices of the person. */
  synced: v.optional(v.boolean('true or false'), true),
});

export type Authenticators = v.InferOutput<typeof authenticatorsSchema>;
