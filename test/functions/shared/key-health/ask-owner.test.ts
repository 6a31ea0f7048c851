import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openOwnerCalls, readCheck } from '../../../../functions/shared/key-health/ask-owner.ts';
import { working } from './support/checks.ts';
import { type Behaviour, startOwners, type TestOwners } from './support/owners.ts';

let owners: TestOwners;
beforeEach(async () => {
  owners = await startOwners();
});
afterEach(() => owners.close());

const answerOf = (check: unknown) => ({ answers: JSON.stringify(check) });
const ask = (behaviour: Behaviour) => {
  owners.on('reconciliation', behaviour);
  // An answer may take its time; only one that never comes is not waited for.
  return openOwnerCalls({ timeoutMs: behaviour === 'hangs' ? 200 : 60_000 })('reconciliation', 'read');
};

describe('an owner', () => {
  test('is asked for one key by its name, once, and believed when it answers as agreed', async () => {
    const check = working('read');
    expect(await ask(answerOf(check))).toEqual({ kind: 'answered', check });
    expect(owners.seen).toEqual([{ owner: 'reconciliation', payload: { check: 'key', key: 'read' } }]);
  });

  test.each<[string, Behaviour, unknown]>([
    ['throws', { throws: 'CorruptItemError' }, { kind: 'failed', error: 'CorruptItemError' }],
    ['has a strange error', { throws: 'A\nB' }, { kind: 'failed', error: 'A B' }],
    ['hangs', 'hangs', { kind: 'timed-out' }],
    [
      'is not there',
      { refused: 'ResourceNotFoundException', status: 404 },
      { kind: 'failed', error: 'ResourceNotFoundException' },
    ],
    [
      'may not be called',
      { refused: 'AccessDeniedException', status: 403 },
      { kind: 'failed', error: 'AccessDeniedException' },
    ],
    [
      'is busy',
      { refused: 'TooManyRequestsException', status: 429 },
      { kind: 'failed', error: 'TooManyRequestsException' },
    ],
  ])('that %s is an answer too, told by the name of the error alone', async (_what, behaviour, expected) => {
    expect(await ask(behaviour)).toEqual(expected);
    expect(owners.seen).toHaveLength(1);
  });

  test('whose connection breaks has failed', async () => {
    expect(await ask('drops')).toEqual({ kind: 'failed', error: 'ECONNRESET' });
  });
});

describe('an owner that is asked for a version that is not in force', () => {
  const { usedAt: _usedAt, previousCheckAt: _previousCheckAt, ...fresh } = working('read');
  const askPending = (check: unknown) => {
    owners.on('reconciliation', answerOf(check));
    return openOwnerCalls({ timeoutMs: 60_000 })('reconciliation', 'read', 'AWSPENDING');
  };

  test('is told which, and believed when it answers about that', async () => {
    const check = { ...fresh, version: 'AWSPENDING' };
    expect(await askPending(check)).toEqual({ kind: 'answered', check });
    expect(owners.seen.map(({ payload }) => payload)).toEqual([{ check: 'key', key: 'read', version: 'AWSPENDING' }]);
  });

  test.each([{}, { version: 'AWSPREVIOUS' }])('is not believed when it answers about another: %j', async (version) => {
    expect(await askPending({ ...fresh, ...version })).toMatchObject({ kind: 'malformed' });
  });
});

describe('an answer that is not as agreed', () => {
  const check = working('read');
  test.each<[string, unknown, string]>([
    ['nothing', null, 'the answer'],
    ['another kind', { ...check, kind: 'fine' }, 'kind'],
    ['a field too many', { ...check, apiKey: 'x' }, 'apiKey'],
    ['a time that is a text', { ...check, checkedAt: '2026-11-20' }, 'checkedAt'],
    ['a clock that is half there', { ...check, clock: { skewMs: 1 } }, 'clock.roundTripMs'],
    ['an account type with a line break', { ...check, accountType: 'master\nx' }, 'accountType'],
    [
      'a permission that nobody knows',
      { ...check, permissions: { ...check.permissions, all: { kind: 'granted' } } },
      'permissions.all',
    ],
    ['a permission too few', { ...check, permissions: { whitelist: { kind: 'granted' } } }, 'permissions.transfer'],
    ['a code that is none', { key: 'read', checkedAt: 1, kind: 'refused', exchangeCode: '<b>' }, 'exchangeCode'],
    ['another key', { ...check, key: 'fiat' }, 'fiat'],
  ])('%s', (_what, answer, named) => {
    expect(readCheck('read', JSON.stringify(answer))).toEqual({
      kind: 'malformed',
      what: expect.stringContaining(named),
    });
  });

  test.each(['', 'OK', '{"kind":"works"'])('%j is no JSON', (text) => {
    expect(readCheck('read', text)).toMatchObject({ kind: 'malformed' });
  });

  test('is shown without any of its values', () => {
    const told = readCheck('read', JSON.stringify({ ...check, accountType: 7, 'tAQfOr ': 'lH3ELT' }));
    expect(JSON.stringify(told)).not.toContain('lH3ELT');
  });
});
