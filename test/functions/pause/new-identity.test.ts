import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { noPasskeyVariables } from '../../support/passkeys.ts';
import { silentLogging } from '../../support/silent-logging.ts';

/*
 * A deploy brought another identity provider. The gateway takes its tokens, and no others; by the policy in force they
 * say nothing until the delay is over.
 */
let ledger: TestLedger;
let messaging: TestMessaging;
let handler: typeof import('../../../functions/pause/handler.ts').handler;

beforeAll(async () => {
  [ledger, messaging] = await Promise.all([startWireLedger(), startTestMessaging()]);
  const variables = { TABLE_NAME: tableName, EVENT_BUS_NAME: 'treasury-test', ...silentLogging, ...noPasskeyVariables };
  Object.assign(process.env, variables);
  ({ handler } = await import('../../../functions/pause/handler.ts'));
  const policies = openPolicyWriter(ledger.table, systemClock);
  const policy = policyWith({ roles: groupOfRole });
  await policies.propose(policy, 'deploy');
  const identity = { ...policy.identity, issuer: 'https://id.example.org' };
  const { state: standing } = await policies.propose({ ...policy, identity }, 'deploy');
  expect(standing.pending?.loosened).toContain('identity.issuer');
});
afterAll(() => Promise.all([ledger.close(), messaging.close()]));

const claimsOfNewIssuer = (group: string) => ({ ...claims('olga', group), iss: 'https://id.example.org' });
const call = (method: string, who: Record<string, string>, body?: unknown) =>
  answerTo(handler, { method, path: '/pause', claims: who, body });
const pauseAll = (who: Record<string, string>) => call('PUT', who, { scope: 'all', reason: 'odd withdrawals' });

describe('while a new identity provider waits for its time', () => {
  test('its people can stop everything, within their roles', async () => {
    expect((await pauseAll(claimsOfNewIssuer('audit'))).status).toBe(403);
    expect(await pauseAll(claimsOfNewIssuer('oncall'))).toMatchObject({ status: 200, body: { paused: true } });
  });

  test('they can start nothing again, and see nothing', async () => {
    expect((await call('DELETE', claimsOfNewIssuer('oncall'))).status).toBe(401);
    expect((await call('GET', claimsOfNewIssuer('oncall'))).status).toBe(401);
  });

  test('the people of a third one can do nothing at all', async () => {
    expect((await pauseAll({ ...claims('eve', 'oncall'), iss: 'https://evil.example.net' })).status).toBe(401);
  });
});
