import * as v from 'valibot';
import { type KeyName, keyNames } from '../core/key-names.ts';
import { type NonCurrentVersion, nonCurrentVersions } from '../core/key-versions.ts';
import { validate } from '../core/validate.ts';

/**
 * What an owner of keys is asked: `{"check": "key"}`, with `"key"` where it owns more than one, and with `"version"`
 * where not the key in force is to be tried but the one that waits (AWSPENDING) or the former one (AWSPREVIOUS).
 */
const schema = v.strictObject({
  check: v.literal('key', '"key"'),
  key: v.exactOptional(v.picklist(keyNames, `one of ${keyNames.join(', ')}`)),
  version: v.exactOptional(v.picklist(nonCurrentVersions, `one of ${nonCurrentVersions.join(', ')}`)),
});

export type KeyCheckRequest = v.InferOutput<typeof schema>;

/** Reads an event that asks for a check. Undefined for every other event. Throws InvalidInputError. */
export function parseKeyCheckRequest(event: unknown): KeyCheckRequest | undefined {
  if (typeof event !== 'object' || event === null || !('check' in event) || event.check !== 'key') return undefined;
  return validate('key check', schema, event);
}

export function keyCheckRequest(key: KeyName, version?: NonCurrentVersion): KeyCheckRequest {
  return { check: 'key', key, ...(version === undefined ? {} : { version }) };
}
