import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canonicalDigest } from '../../../functions/shared/core/canonical-digest.ts';
import { pauseSending, scopedPausesMax } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import { openPauses } from '../../../functions/shared/ledger/store/pauses.ts';
import { noon } from '../../support/clock.ts';
import { claims, groupOfRole } from '../../support/http-event.ts';
import { person } from '../../support/people.ts';
import { type PauseFunction, startPauseFunction } from './pause-function.ts';

let pauseFunction: PauseFunction;
beforeAll(async () => {
  pauseFunction = await startPauseFunction();
});
afterAll(() => pauseFunction.close());
beforeEach(() => pauseFunction.reset());

describe('who may', () => {
  test.each(Object.entries(groupOfRole))('%s: look', async (_role, [group = '']) => {
    expect(await pauseFunction.call('GET', claims('ann', group))).toMatchObject({
      status: 200,
      body: { paused: false },
    });
  });

  test.each([
    ['operator', 'oncall', 200],
    ['approver', 'finance', 200],
    ['requester', 'ops', 403],
    ['whitelister', 'treasury', 403],
    ['auditor', 'audit', 403],
    ['nobody', 'strangers', 403],
  ])('%s: pause and resume', async (_role, group, status) => {
    const paused = await pauseFunction.call('PUT', claims('bob', group), { scope: 'all', reason: 'odd' });
    expect(paused.status).toBe(status);
    expect((await pauseFunction.show()).body.paused).toBe(status === 200);
    const resumed = await pauseFunction.call('DELETE', claims('bob', group));
    expect(resumed.status).toBe(status === 200 ? 202 : 403);
  });

  const nobody = claims('bob', 'oncall', 'finance');
  const { email: _email, ...nameless } = nobody;
  const { groups: _groups, ...groupless } = nobody;

  test.each([
    ['without a token', undefined, 401, 'token-not-accepted'],
    ['without the claim that names a person', nameless, 403, 'forbidden'],
    ['with an empty one', { ...nobody, email: '' }, 403, 'forbidden'],
    ['without groups', groupless, 403, 'forbidden'],
  ])('nobody %s', async (_what, who, status, code) => {
    for (const [method, body] of [['GET'], ['PUT', { scope: 'all', reason: 'odd' }], ['DELETE']] as const) {
      expect(await pauseFunction.call(method, who, body)).toMatchObject({ status, body: { error: { code } } });
    }
    expect((await pauseFunction.show()).body.paused).toBe(false);
  });

  test('nobody whose name is no person’s: it could be taken for another', async () => {
    const who = { ...nobody, email: 'bob\u200b@example.com' };
    expect((await pauseFunction.call('PUT', who, { scope: 'all', reason: 'odd' })).status).toBe(400);
    expect((await pauseFunction.show()).body.paused).toBe(false);
  });
});

describe('pausing', () => {
  test('answers with who, why, when, and when the last send that was under way is past', async () => {
    const before = Date.now();
    const { status, body } = await pauseFunction.pause();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paused: true,
      scope: 'all',
      reason: 'odd withdrawals',
      by: 'alice@example.com',
      message: expect.stringContaining('inForceAt'),
    });
    const at = Date.parse(String(body.at));
    expect(at).toBeGreaterThanOrEqual(before);
    // What was signed until the table had the pause is taken for one recvWindow more.
    const inForceAt = Date.parse(String(body.inForceAt));
    expect(inForceAt).toBeGreaterThan(at + 5_000);
    expect(inForceAt).toBeLessThanOrEqual(Date.now() + 5_000);
  });

  test('is shown to everybody, with a moment that is never before the one that was told, and then stays', async () => {
    const { body } = await pauseFunction.pause();
    const shown = (await pauseFunction.show()).body;
    const [{ inForceAt, digest, ...standing } = { inForceAt: '', digest: '' }] = shown.pauses as {
      inForceAt: string;
      digest: string;
    }[];
    expect(shown).toMatchObject({ paused: true, changes: body.changes });
    const paused = { ...person('alice@example.com'), at: body.at };
    expect(standing).toEqual({ scope: 'all', reason: 'odd withdrawals', ...paused });
    const { by } = paused;
    expect(digest).toBe(canonicalDigest({ scope: 'all', reason: 'odd withdrawals', by, at: body.at }));
    expect(inForceAt >= String(body.inForceAt)).toBe(true);
    expect(Date.parse(inForceAt)).toBeLessThanOrEqual(Date.now() + 5_000);
    expect(await pauseFunction.show()).toEqual({ status: 200, body: shown });
  });

  test('again is 200, and the first pause stands', async () => {
    const { body: first } = await pauseFunction.pause();
    const { status, body: second } = await pauseFunction.pause('bob', 'other');
    expect(status).toBe(200);
    expect(second).toMatchObject({ at: first.at, by: 'alice@example.com', reason: 'odd withdrawals' });
    expect(second.changes).toEqual(first.changes);
  });

  test.each<[string, unknown, string]>([
    ['no body', undefined, 'body'],
    ['a body that is no JSON', '{', 'body'],
    ['a body that is null', 'null', 'body'],
    ['no scope', { reason: 'odd' }, 'scope'],
    ['no reason', { scope: 'all' }, 'reason'],
    ['an empty reason', { scope: 'all', reason: '' }, 'reason'],
    ['a reason of white space', { scope: 'all', reason: ' \u00a0 ' }, 'reason'],
    ['a reason that hides text', { scope: 'all', reason: 'odd \u202e' }, 'reason'],
    ['a reason that is too long', { scope: 'all', reason: 'x'.repeat(257) }, 'reason'],
    ['a reason that is a number', { scope: 'all', reason: 7 }, 'reason'],
    ['a person beside the token’s', { scope: 'all', reason: 'odd', by: 'eve@example.com' }, 'by'],
  ])('with %s is refused, and nothing is paused', async (_what, body, field) => {
    const refused = await pauseFunction.call('PUT', claims('alice', 'oncall'), body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input' } } });
    expect(JSON.stringify(refused.body)).toContain(field);
    expect((await pauseFunction.show()).body.paused).toBe(false);
  });

  test.each(['kind:deposit', 'coin:usdt', 'destination:', 'sweep:a b', 'account:custody', 'ALL', '*', ''])(
    'of %j is refused with what there is, and nothing is paused',
    async (scope) => {
      const { status, body } = await pauseFunction.pause('alice', 'odd', scope);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: { code: 'invalid-input', details: [{ field: 'scope', expected: expect.stringContaining('"all"') }] },
      });
      expect((await pauseFunction.show()).body).toMatchObject({ paused: false, pauses: [] });
    },
  );

  test('of several scopes lists each of them', async () => {
    await pauseFunction.pause('alice', 'odd coin', 'coin:USDT');
    const { body } = await pauseFunction.pause('bob', 'odd payee', 'destination:acme-usdt-eth');
    expect(body).toMatchObject({ scope: 'destination:acme-usdt-eth', by: 'bob@example.com', reason: 'odd payee' });
    expect((await pauseFunction.show()).body).toMatchObject({
      paused: true,
      pauses: [
        { scope: 'coin:USDT', by: 'alice@example.com', reason: 'odd coin' },
        { scope: 'destination:acme-usdt-eth', by: 'bob@example.com', reason: 'odd payee' },
      ],
    });
  });

  test('of more scopes than there is room for is 409, and all is paused still', async () => {
    const scopes = Array.from({ length: scopedPausesMax }, (_, index): Scope => `sweep:s${index}`);
    await openPauses(pauseFunction.ledger.table).change((now) =>
      scopes.reduce((next, scope) => pauseSending(next, scope, 'odd', { by: 'alice', at: noon }), now),
    );
    const refused = await pauseFunction.pause('bob', 'odd', 'coin:USDT');
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'too-many-pauses' } } });
    expect((await pauseFunction.pause('bob', 'odd', 'all')).status).toBe(200);
  });
});

describe('a name that is not configured', () => {
  test.each(['coin:USDD', 'destination:acme-usdt', 'sweep:usdt-to-nowhere'])(
    '%s is paused all the same, with a word about it',
    async (scope) => {
      const { status, body } = await pauseFunction.pause('alice', 'odd', scope);
      expect([status, body.scope]).toEqual([200, scope]);
      expect(body.warning).toContain(scope);
      expect((await pauseFunction.show()).body.pauses).toMatchObject([{ scope }]);
    },
  );

  test.each([
    'all',
    'kind:fiat-withdrawal',
    'coin:USDT',
    'destination:acme-usdt-eth',
    'destination:custody',
    'sweep:usdt-to-custody',
  ])('is not %s', async (scope) => {
    expect((await pauseFunction.pause('alice', 'odd', scope)).body).not.toHaveProperty('warning');
  });

  test('that cannot be looked up is paused without a word about it', async () => {
    await pauseFunction.ledger.table.put({ pk: 'whitelist#odd', version: 'odd' });
    const { status, body } = await pauseFunction.pause('alice', 'odd', 'destination:odd');
    expect([status, body.scope]).toEqual([200, 'destination:odd']);
    expect(body).not.toHaveProperty('warning');
  });
});
