import type { Logger } from '@aws-lambda-powertools/logger';
import type middy from '@middy/core';
import type { Clock } from '../../base/clock.ts';
import { InvalidInputError } from '../../base/errors.ts';
import { type KeyName, keyNames } from '../../base/key-names.ts';
import { aliases } from '../../base/names.ts';
import type { Table } from '../../ledger/store/table.ts';
import { isCalledBy } from '../called-by.ts';
import { checkKey } from './check-key.ts';
import type { KeyReader } from './key-reader.ts';
import { openKeyUse } from './key-use.ts';
import { type KeyCheckRequest, parseKeyCheckRequest } from './request.ts';

export interface KeyCheckTools {
  readonly table: Table;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The client of each key that a function owns. Opened when asked for: a key that is never needed may not be set. */
export type OwnedKeys = Readonly<Partial<Record<KeyName, () => KeyReader>>>;

/**
 * Lets a function answer `{"check": "key"}` before it does anything else, for the keys that it owns. By the alias for that it
 * answers nothing else: who may ask about a key may not hand in a sweep or a release.
 */
export function answersKeyChecks(
  { table, clock, logger }: KeyCheckTools,
  owned: OwnedKeys,
): middy.MiddlewareObj<unknown, unknown> {
  return {
    before: async ({ event, context }) => {
      const request = parseKeyCheckRequest(event);
      if (request === undefined && isCalledBy(aliases.keyCheck, context)) throw notACheck();
      if (request === undefined) return undefined;
      const [key, open] = ownedKey(owned, request);
      const check = await checkKey({ key, exchange: open(), use: openKeyUse(table, key), clock });
      logger.info('key checked', { key, kind: check.kind });
      return check;
    },
  };
}

function notACheck(): InvalidInputError {
  const reason = `the alias ${aliases.keyCheck} takes nothing but checks`;
  return new InvalidInputError('key check', [{ field: 'check', reason, expected: '"key"' }]);
}

/** The key that is asked for, or the only one. Throws InvalidInputError. */
function ownedKey(owned: OwnedKeys, { key }: KeyCheckRequest): [KeyName, () => KeyReader] {
  const all = keyNames.flatMap((name): [KeyName, () => KeyReader][] => {
    const open = owned[name];
    return open === undefined ? [] : [[name, open]];
  });
  const [found, another] = key === undefined ? all : all.filter(([name]) => name === key);
  if (found !== undefined && another === undefined) return found;
  const expected = `one of the keys of this function: ${all.map(([name]) => name).join(', ')}`;
  const reason = key === undefined ? 'is missing, and this function owns more than one' : 'belongs to another function';
  throw new InvalidInputError('key check', [{ field: 'key', reason, expected }]);
}
