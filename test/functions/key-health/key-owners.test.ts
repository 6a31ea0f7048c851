import { expect, test } from '@jest/globals';
import { parseKeyOwners } from '../../../functions/key-health/key-owners.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';

test('a key without an owner is not checked', () => {
  expect(parseKeyOwners('{"whitelist":"deposit-address","read":"reconciliation"}')).toEqual([
    ['read', 'reconciliation'],
    ['whitelist', 'deposit-address'],
  ]);
});

test.each(['', 'null', '[]', '{}', '{"read":""}', '{"read":7}', '{"trading":"f"}', '{"read":"a function"}'])(
  'owners that are %j stop the start',
  (text) => {
    expect(() => parseKeyOwners(text)).toThrow(InvalidInputError);
  },
);
