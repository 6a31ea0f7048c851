import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { answerTo, claims, groupOfRole, issued } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { firstPolicy } from '../../support/policy.ts';

/* The function as it is deployed, on a table that speaks DynamoDB's protocol. */
let ledger: TestLedger;
let handler: typeof import('../../../functions/pause/handler.ts').handler;

beforeAll(async () => {
  ledger = await startLedger();
  Object.assign(process.env, { TABLE_NAME: tableName, POWERTOOLS_LOG_LEVEL: 'SILENT' });
  ({ handler } = await import('../../../functions/pause/handler.ts'));
  await ledger.table.put(firstPolicy(policyWith({ roles: groupOfRole })));
});
afterAll(() => ledger.close());
beforeEach(async () => {
  if ((await show()).body.paused !== true) return;
  await resume('zoe');
  await resume('zack');
});

const call = (method: string, who: Record<string, string> | undefined, body?: unknown) =>
  answerTo(handler, { method, path: '/pause', claims: who, body });

const show = () => call('GET', claims('ann', 'audit'));
const pause = (name = 'alice', reason = 'odd withdrawals') =>
  call('PUT', claims(name, 'oncall'), { scope: 'all', reason });
const resume = (name: string) => call('DELETE', claims(name, 'finance'));
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

  test.each([
    ['without a token', undefined, 401, 'token-not-accepted'],
    ['with a token of another issuer', { ...claims('bob', 'oncall'), iss: 'x' }, 401, 'token-not-accepted'],
    ['without the claim that names a person', { ...issued, groups: '[oncall finance]' }, 403, 'forbidden'],
    ['with an empty one', { ...issued, email: '', groups: '[oncall finance]' }, 403, 'forbidden'],
    ['without groups', { ...issued, email: 'bob@example.com' }, 403, 'forbidden'],
  ])('nobody %s', async (_what, who, status, code) => {
    for (const [method, body] of [['GET'], ['PUT', { scope: 'all', reason: 'odd' }], ['DELETE']] as const) {
      expect(await call(method, who, body)).toMatchObject({ status, body: { error: { code } } });
    }
    expect((await show()).body.paused).toBe(false);
  });

  test('nobody whose name is no person’s: it could be taken for another', async () => {
    const who = { ...issued, email: 'bob\u200b@example.com', groups: '[oncall]' };
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
    const inForceAt = Date.parse(String(body.inForceAt));
    expect(at).toBeGreaterThanOrEqual(before);
    // What was signed until the table had the pause is taken for one recvWindow more.
    expect(inForceAt).toBeGreaterThanOrEqual(at + 5_000);
    expect(inForceAt).toBeLessThanOrEqual(Date.now() + 5_000);
    const shown = (await show()).body;
    expect(shown).toMatchObject({ paused: true, at: body.at, by: body.by, changes: body.changes });
    expect(shown.inForceAt).toBe(new Date(at + 5_000).toISOString());
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

  test.each(['coin:USDT', 'kind:withdrawal', 'destination:acme', 'sweep:s', 'ALL', '*'])(
    'of %s is refused with what this version takes',
    async (scope) => {
      const { status, body } = await call('PUT', claims('alice', 'oncall'), { scope, reason: 'odd' });
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: { details: [{ field: 'scope', expected: expect.stringContaining('"all", the only scope') }] },
      });
    },
  );
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
    expect(await resume('carol')).toEqual({ status: 200, body: before });
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
      expect(body.by).toBe(resumed.status === 200 ? 'dave@example.com' : 'alice@example.com');
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
