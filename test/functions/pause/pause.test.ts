import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  noteTold,
  type Pause,
  type PauseSwitch,
  pauseSending,
  resumeSending,
  scopedPausesMax,
} from '../../../functions/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/ledger/pause/scope.ts';
import { openPauses } from '../../../functions/ledger/store/pauses.ts';
import { openWhitelist } from '../../../functions/ledger/store/whitelist.ts';
import { noon } from '../../support/clock.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startOutbox, type TestOutbox } from '../../support/outbox.ts';
import { firstPolicy } from '../../support/policy.ts';
import { activeEntry } from '../../support/whitelist.ts';

/* The function as it is deployed, on a table that speaks DynamoDB's protocol. */
let ledger: TestLedger;
let outbox: TestOutbox;
let handler: typeof import('../../../functions/pause/handler.ts').handler;

beforeAll(async () => {
  [ledger, outbox] = await Promise.all([startLedger(), startOutbox()]);
  const variables = { TABLE_NAME: tableName, EVENT_BUS_NAME: 'treasury-test', POWERTOOLS_LOG_LEVEL: 'SILENT' };
  Object.assign(process.env, variables);
  ({ handler } = await import('../../../functions/pause/handler.ts'));
  await ledger.table.put(firstPolicy(policyWith({ roles: groupOfRole })));
  await activeEntry(openWhitelist(ledger.table));
});
afterAll(() => Promise.all([ledger.close(), outbox.close()]));
beforeEach(async () => {
  await openPauses(ledger.table).change(allResumed);
  outbox.events.length = 0;
});

/** As two people and the bus would have left it, in one write. */
function allResumed(now: PauseSwitch): PauseSwitch {
  const byTwo = (standing: PauseSwitch, { scope }: Pause) =>
    ['zoe', 'zack'].reduce((next, by) => resumeSending(next, scope, { by, at: noon }), standing);
  const resumed = now.pauses.reduce(byTwo, now);
  return noteTold(resumed, resumed.changes.at(-1)?.number ?? 0, noon);
}

const call = (
  method: string,
  who: Record<string, string> | undefined,
  body?: unknown,
  query?: Record<string, string>,
) => answerTo(handler, { method, path: '/pause', claims: who, body, ...(query === undefined ? {} : { query }) });

const show = () => call('GET', claims('ann', 'audit'));
const pause = (name = 'alice', reason = 'odd withdrawals', scope = 'all') =>
  call('PUT', claims(name, 'oncall'), { scope, reason });
const resume = (name: string, scope?: string) =>
  call('DELETE', claims(name, 'finance'), undefined, scope === undefined ? undefined : { scope });
const scopesIn = ({ pauses }: Record<string, unknown>) => (pauses as { scope: string }[]).map(({ scope }) => scope);
const lastChanges = async (count: number) => {
  const changes = (await show()).body.changes as { what: string; by: string }[];
  return changes.slice(-count).map(({ what, by }) => `${what} ${by.split('@')[0]}`);
};

describe('who may', () => {
  test.each(Object.entries(groupOfRole))('%s: look', async (_role, [group = '']) => {
    expect(await call('GET', claims('ann', group))).toMatchObject({ status: 200, body: { paused: false } });
  });

  test.each([
    ['operator', 'oncall', 200],
    ['approver', 'finance', 200],
    ['requester', 'ops', 403],
    ['whitelister', 'treasury', 403],
    ['auditor', 'audit', 403],
    ['nobody', 'strangers', 403],
  ])('%s: pause and resume', async (_role, group, status) => {
    const paused = await call('PUT', claims('bob', group), { scope: 'all', reason: 'odd' });
    expect(paused.status).toBe(status);
    expect((await show()).body.paused).toBe(status === 200);
    const resumed = await call('DELETE', claims('bob', group));
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
      expect(await call(method, who, body)).toMatchObject({ status, body: { error: { code } } });
    }
    expect((await show()).body.paused).toBe(false);
  });

  test('nobody whose name is no person’s: it could be taken for another', async () => {
    const who = { ...nobody, email: 'bob\u200b@example.com' };
    expect((await call('PUT', who, { scope: 'all', reason: 'odd' })).status).toBe(400);
    expect((await show()).body.paused).toBe(false);
  });
});

describe('pausing', () => {
  test('answers with who, why, when, and when the last send that was under way is past', async () => {
    const before = Date.now();
    const { status, body } = await pause();
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
    const { body } = await pause();
    const shown = (await show()).body;
    const [{ inForceAt, ...standing } = { inForceAt: '' }] = shown.pauses as { inForceAt: string }[];
    expect(shown).toMatchObject({ paused: true, changes: body.changes });
    expect(standing).toEqual({ scope: 'all', reason: 'odd withdrawals', by: 'alice@example.com', at: body.at });
    expect(inForceAt >= String(body.inForceAt)).toBe(true);
    expect(Date.parse(inForceAt)).toBeLessThanOrEqual(Date.now() + 5_000);
    expect(await show()).toEqual({ status: 200, body: shown });
  });

  test('again is 200, and the first pause stands', async () => {
    const { body: first } = await pause();
    const { status, body: second } = await pause('bob', 'other');
    expect(status).toBe(200);
    expect(second).toMatchObject({ at: first.at, by: 'alice@example.com', reason: 'odd withdrawals' });
    expect(second.changes).toEqual(first.changes);
  });

  test('again cancels a resume that waits', async () => {
    await pause();
    await resume('bob');
    expect((await pause('carol', 'not yet')).body).not.toHaveProperty('resume');
    expect(await resume('dave')).toMatchObject({ status: 202, body: { resume: { by: 'dave@example.com' } } });
    expect(await lastChanges(4)).toEqual([
      'paused alice',
      'resume-proposed bob',
      'paused carol',
      'resume-proposed dave',
    ]);
  });

  test.each<[string, unknown, string]>([
    ['no body', undefined, 'body'],
    ['a body that is no JSON', '{', 'body'],
    ['a body that is null', 'null', 'pause'],
    ['no scope', { reason: 'odd' }, 'scope'],
    ['no reason', { scope: 'all' }, 'reason'],
    ['an empty reason', { scope: 'all', reason: '' }, 'reason'],
    ['a reason of white space', { scope: 'all', reason: ' \u00a0 ' }, 'reason'],
    ['a reason that hides text', { scope: 'all', reason: 'odd \u202e' }, 'reason'],
    ['a reason that is too long', { scope: 'all', reason: 'x'.repeat(257) }, 'reason'],
    ['a reason that is a number', { scope: 'all', reason: 7 }, 'reason'],
    ['a person beside the token’s', { scope: 'all', reason: 'odd', by: 'eve@example.com' }, 'by'],
  ])('with %s is refused, and nothing is paused', async (_what, body, field) => {
    const refused = await call('PUT', claims('alice', 'oncall'), body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input' } } });
    expect(JSON.stringify(refused.body)).toContain(field);
    expect((await show()).body.paused).toBe(false);
  });

  test.each(['kind:deposit', 'coin:usdt', 'destination:', 'sweep:a b', 'account:custody', 'ALL', '*', ''])(
    'of %j is refused with what there is, and nothing is paused',
    async (scope) => {
      const { status, body } = await pause('alice', 'odd', scope);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: { code: 'invalid-input', details: [{ field: 'scope', expected: expect.stringContaining('"all"') }] },
      });
      expect((await show()).body).toMatchObject({ paused: false, pauses: [] });
    },
  );

  test('of several scopes lists each of them', async () => {
    await pause('alice', 'odd coin', 'coin:USDT');
    const { body } = await pause('bob', 'odd payee', 'destination:acme-usdt-eth');
    expect(body).toMatchObject({ scope: 'destination:acme-usdt-eth', by: 'bob@example.com', reason: 'odd payee' });
    expect((await show()).body).toMatchObject({
      paused: true,
      pauses: [
        { scope: 'coin:USDT', by: 'alice@example.com', reason: 'odd coin' },
        { scope: 'destination:acme-usdt-eth', by: 'bob@example.com', reason: 'odd payee' },
      ],
    });
  });

  test('of more scopes than there is room for is 409, and all is paused still', async () => {
    const scopes = Array.from({ length: scopedPausesMax }, (_, index): Scope => `sweep:s${index}`);
    await openPauses(ledger.table).change((now) =>
      scopes.reduce((next, scope) => pauseSending(next, scope, 'odd', { by: 'alice', at: noon }), now),
    );
    const refused = await pause('bob', 'odd', 'coin:USDT');
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'too-many-pauses' } } });
    expect((await pause('bob', 'odd', 'all')).status).toBe(200);
  });
});

describe('a name that is not configured', () => {
  test.each(['coin:USDD', 'destination:acme-usdt', 'sweep:usdt-to-nowhere'])(
    '%s is paused all the same, with a word about it',
    async (scope) => {
      const { status, body } = await pause('alice', 'odd', scope);
      expect([status, body.scope]).toEqual([200, scope]);
      expect(body.warning).toContain(scope);
      expect(scopesIn((await show()).body)).toEqual([scope]);
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
    expect((await pause('alice', 'odd', scope)).body).not.toHaveProperty('warning');
  });

  test('that cannot be looked up is paused without a word about it', async () => {
    await ledger.table.put({ pk: 'whitelist#odd', version: 'odd' });
    const { status, body } = await pause('alice', 'odd', 'destination:odd');
    expect([status, body.scope]).toEqual([200, 'destination:odd']);
    expect(body).not.toHaveProperty('warning');
  });
});

describe('people are told', () => {
  const told = () => outbox.events.map(({ type, detail }) => [type, detail.what, detail.scope, detail.standing]);

  test('of each change once, with what is paused then', async () => {
    await pause('alice', 'odd', 'coin:USDT');
    await pause('alice', 'odd again', 'coin:USDT');
    await resume('bob', 'coin:USDT');
    await resume('bob', 'coin:USDT');
    await resume('carol', 'coin:USDT');
    expect(told()).toEqual([
      ['PauseChanged', 'paused', 'coin:USDT', ['coin:USDT']],
      ['PauseChanged', 'resume-proposed', 'coin:USDT', ['coin:USDT']],
      ['PauseChanged', 'resumed', 'coin:USDT', []],
    ]);
    const numbers = outbox.events.map(({ detail }) => Number(detail.number));
    expect(numbers).toEqual([0, 1, 2].map((index) => (numbers[0] ?? 0) + index));
    expect(outbox.events[0]?.detail).toMatchObject({
      by: 'alice@example.com',
      reason: 'odd',
      at: expect.stringMatching(/Z$/),
    });
  });

  test('later where the bus was away: the pause stands, its answer is 200, and the next call tells both', async () => {
    outbox.setAway(true);
    expect(await pause()).toMatchObject({ status: 200, body: { paused: true } });
    outbox.setAway(false);
    expect(told()).toEqual([]);
    // Nothing changes by this one.
    await pause('bob', 'odd too');
    expect(told()).toEqual([['PauseChanged', 'paused', 'all', ['all']]]);
  });
});

describe('resuming', () => {
  test('is 202 for the first person, as often as they ask, and 200 for a second one', async () => {
    await pause();
    const first = await resume('bob');
    expect(first).toMatchObject({ status: 202, body: { paused: true, resume: { by: 'bob@example.com' } } });
    for (const name of ['bob', 'Bob', 'BOB']) {
      expect(await resume(name)).toEqual(first);
    }
    expect(await resume('carol')).toMatchObject({ status: 200, body: { paused: false } });
    expect(await lastChanges(3)).toEqual(['paused alice', 'resume-proposed bob', 'resumed carol']);
  });

  test('that is asked for again because its answer was lost is 200 still', async () => {
    await pause();
    await resume('bob');
    await resume('carol');
    const { body: before } = await show();
    const again = await resume('carol');
    expect(again).toMatchObject({ status: 200, body: { ...before, scope: 'all', message: 'all is not paused.' } });
  });

  test('one scope leaves the others, and says so', async () => {
    await pause('alice', 'odd', 'all');
    await pause('alice', 'odd', 'coin:USDT');
    expect((await resume('bob', 'coin:USDT')).status).toBe(202);
    // The word on one scope is none on another.
    expect((await resume('carol')).status).toBe(202);
    expect(await resume('carol', 'coin:USDT')).toMatchObject({
      status: 200,
      body: { paused: true, scope: 'coin:USDT', message: 'coin:USDT is not paused. Still paused: all.' },
    });
    expect((await show()).body).toMatchObject({ pauses: [{ scope: 'all', resume: { by: 'carol@example.com' } }] });
  });

  test('a scope that does not stand is 200, and says what does', async () => {
    await pause('alice', 'odd', 'coin:USDT');
    expect(await resume('bob')).toMatchObject({
      status: 200,
      body: { paused: true, scope: 'all', message: 'all is not paused. Still paused: coin:USDT.' },
    });
    expect((await show()).body).not.toHaveProperty('pauses.0.resume');
  });

  test.each<[string, unknown, Record<string, string>, string]>([
    ['a scope that is none', undefined, { scope: 'coin:usdt' }, 'scope'],
    ['two scopes', undefined, { scope: 'coin:USDT,coin:BTC' }, 'scope'],
    ['a parameter that nobody knows', undefined, { scpoe: 'coin:USDT' }, 'scpoe'],
    ['its scope in a body, which would resume all', { scope: 'coin:USDT' }, {}, 'body'],
  ])('with %s is refused, and nothing is proposed', async (_what, body, query, field) => {
    await pause();
    const refused = await call('DELETE', claims('bob', 'finance'), body, query);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input', details: [{ field }] } } });
    expect((await show()).body).not.toHaveProperty('pauses.0.resume');
  });

  test('at the same moment by two people is one 202 and one 200', async () => {
    await pause();
    const answers = await Promise.all([resume('bob'), resume('carol')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await show()).body.paused).toBe(false);
  });

  test('while somebody else pauses ends paused, or proposed, but never resumed', async () => {
    for (let round = 0; round < 5; round += 1) {
      await pause('alice');
      await resume('bob');
      const [, resumed] = await Promise.all([pause('dave', 'no'), resume('carol')]);
      const { body } = await show();
      // Where the resume was first, it was over before the pause came, and the pause is a new one.
      expect(body.paused).toBe(true);
      expect(body.pauses).toMatchObject([{ by: resumed.status === 200 ? 'dave@example.com' : 'alice@example.com' }]);
      await resume('zoe');
      await resume('zack');
    }
  });
});

test('a switch that cannot be read is an error for everybody, and nothing is written over it', async () => {
  await pause();
  const whole = await ledger.table.get('pause');
  await ledger.table.put({ pk: 'pause', version: 1 });
  for (const answer of [await show(), await pause(), await resume('bob')]) {
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'item-corrupt' } } });
  }
  expect(await ledger.table.get('pause')).toEqual({ pk: 'pause', version: 1 });
  await ledger.table.put({ ...whole });
});
