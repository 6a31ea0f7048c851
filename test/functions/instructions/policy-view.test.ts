import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { manualClock } from '../../support/clock.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';

/* The function as it is deployed. Its clock is the machine's, so the policies are deployed by that. */
let ledger: TestLedger;
let handler: typeof import('../../../functions/instructions/handler.ts').handler;

const now = Date.now();
const usual = policyWith({ roles: groupOfRole });
const looser = policyWith({ roles: groupOfRole, approvalExpiryMs: 2 * 86_400_000 });

beforeAll(async () => {
  ledger = await startWireLedger();
  Object.assign(process.env, { TABLE_NAME: tableName, POWERTOOLS_LOG_LEVEL: 'SILENT' });
  ({ handler } = await import('../../../functions/instructions/handler.ts'));
  const keeper = openPolicyWriter(ledger.table, manualClock(now - 3_600_000));
  await keeper.propose(usual, 'deploy');
  await keeper.propose(looser, 'deploy');
});
afterAll(() => ledger.close());

const see = (who: Record<string, string> | undefined) =>
  answerTo(handler, { method: 'GET', path: '/policy', claims: who });

describe('GET /policy', () => {
  test.each(Object.entries(groupOfRole))(
    'shows %s the policy in force and the one that waits',
    async (_role, [group = '']) => {
      const { status, body } = await see(claims('ann', group));
      expect(status).toBe(200);
      expect(body).toMatchObject({
        inForce: { policy: usual, by: 'deploy', since: new Date(now - 3_600_000).toISOString() },
        pending: {
          policy: looser,
          loosened: ['approvalExpiryMs'],
          actsAt: new Date(now + 23 * 3_600_000).toISOString(),
        },
        events: [{ what: 'in-force' }, { what: 'loosening-proposed' }],
      });
    },
  );

  test.each([
    ['strangers', claims('eve', 'strangers'), 403, 'forbidden'],
    ['who has no token', undefined, 401, 'token-not-accepted'],
    [
      'who has a token of another issuer',
      { ...claims('eve', 'audit'), iss: 'https://evil.example.com' },
      401,
      'token-not-accepted',
    ],
  ])('shows nothing to %s', async (_who, who, status, code) => {
    expect(await see(who)).toMatchObject({ status, body: { error: { code } } });
  });
});
