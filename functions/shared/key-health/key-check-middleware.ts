import type middy from '@middy/core';
import { InvalidInputError } from '../core/errors.ts';
import { type KeyName, keyNames } from '../core/key-names.ts';
import { aliases } from '../core/names.ts';
import type { KeyReader, OpenKeyTrial } from '../exchange/key-trial.ts';
import { isCalledBy } from '../runtime/called-by.ts';
import type { Ports } from '../runtime/ports.ts';
import { checkKey, checkVersion } from './check-key.ts';
import type { KeyCheck } from './key-check.ts';
import { type KeyCheckRequest, parseKeyCheckRequest } from './key-check-request.ts';
import { openKeyUse } from './key-use.ts';

export type KeyCheckDependencies = Pick<Ports, 'table' | 'clock'> & { readonly log: Pick<Ports['log'], 'info'> };

export interface OwnedKey {
  /** The client of the key in force. Opened when asked for: a key that is never needed may not be set. */
  readonly inForce: () => KeyReader;
  readonly onTrial: OpenKeyTrial;
}

/** The keys that a function owns. */
export type OwnedKeys = Readonly<Partial<Record<KeyName, OwnedKey>>>;

/**
 * Lets a function answer `{"check": "key"}` before it does anything else, for the keys that it owns. By the alias for
 * that it answers nothing else: who may ask about a key may not hand in a sweep or a release.
 */
export function keyCheckMiddleware(
  dependencies: KeyCheckDependencies,
  owned: OwnedKeys,
): middy.MiddlewareObj<unknown, unknown> {
  return {
    before: async ({ event, context }) => {
      const request = parseKeyCheckRequest(event);
      if (request === undefined && isCalledBy(aliases.keyCheck, context)) throw notACheck();
      if (request === undefined) return undefined;
      const check = await answerTo(request, dependencies, owned);
      const { key, version, kind } = check;
      dependencies.log.info('key checked', { key, ...(version === undefined ? {} : { version }), kind });
      return check;
    },
  };
}

function notACheck(): InvalidInputError {
  const reason = `the alias ${aliases.keyCheck} takes nothing but checks`;
  return new InvalidInputError('key check', [{ field: 'check', reason, expected: '"key"' }]);
}

async function answerTo(
  request: KeyCheckRequest,
  dependencies: KeyCheckDependencies,
  owned: OwnedKeys,
): Promise<KeyCheck> {
  const { table, clock } = dependencies;
  const [key, { inForce, onTrial }] = ownedKey(owned, request);
  const { version } = request;
  if (version === undefined) return checkKey({ key, exchange: inForce(), use: openKeyUse(table, key), clock });
  const trial = onTrial(version);
  try {
    return await checkVersion({ key, version, exchange: trial.client, clock });
  } finally {
    await trial.close();
  }
}

/** The key that is asked for, or the only one. Throws InvalidInputError. */
function ownedKey(owned: OwnedKeys, { key }: KeyCheckRequest): [KeyName, OwnedKey] {
  const all = keyNames.flatMap((name): [KeyName, OwnedKey][] => {
    const found = owned[name];
    return found === undefined ? [] : [[name, found]];
  });
  const [found, another] = key === undefined ? all : all.filter(([name]) => name === key);
  if (found !== undefined && another === undefined) return found;
  const expected = `one of the keys of this function: ${all.map(([name]) => name).join(', ')}`;
  const reason = key === undefined ? 'is missing, and this function owns more than one' : 'belongs to another function';
  throw new InvalidInputError('key check', [{ field: 'key', reason, expected }]);
}
