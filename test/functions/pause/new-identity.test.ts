import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startOutbox, type TestOutbox } from '../../support/outbox.ts';
import { quiet } from '../../support/quiet.ts';

/*
 * A deploy brought another identity provider. The gateway takes its tokens, and no others; by the policy in force they say
 * nothing until the delay is over.
 */
let ledger: TestLedger;
let outbox: TestOutbox;
let handler: typeof import('../../../functions/pause/handler.ts').handler;

beforeAll(async () => {
  [ledger, outbox] = await Promise.all([startLedger(), startOutbox()]);
  const variables = { TABLE_NAME: tableName, EVENT_BUS_NAME: 'treasury-test', ...quiet };
  Object.assign(process.env, variables);
  ({ handler } = await import('../../../functions/pause/handler.ts'));
  const policies = openPolicyWriter(ledger.table, systemClock);
  const policy = policyWith({ roles: groupOfRole });
  await policies.propose(policy, 'deploy');
  const identity = { ...policy.identity, issuer: 'https://id.example.org' };
  const { state: standing } = await policies.propose({ ...policy, identity }, 'deploy');
  expect(standing.pending?.loosened).toContain('identity.issuer');
});
afterAll(() => Promise.all([ledger.close(), outbox.close()]));

const newcomer = (group: string) => ({ ...claims('olga', group), iss: 'https://id.example.org' });
const call = (method: string, who: Record<string, string>, body?: unknown) =>
  answerTo(handler, { method, path: '/pause', claims: who, body });
const pauseIt = (who: Record<string, string>) => call('PUT', who, { scope: 'all', reason: 'odd withdrawals' });

describe('while a new identity provider waits for its time', () => {
  test('its people can stop everything, within their roles', async () => {
    expect((await pauseIt(newcomer('audit'))).status).toBe(403);
    expect(await pauseIt(newcomer('oncall'))).toMatchObject({ status: 200, body: { paused: true } });
  });

  test('they can start nothing again, and see nothing', async () => {
    expect((await call('DELETE', newcomer('oncall'))).status).toBe(401);
    expect((await call('GET', newcomer('oncall'))).status).toBe(401);
  });

  test('the people of a third one can do nothing at all', async () => {
    expect((await pauseIt({ ...claims('eve', 'oncall'), iss: 'https://evil.example.net' })).status).toBe(401);
  });
});
