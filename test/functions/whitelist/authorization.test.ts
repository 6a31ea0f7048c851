import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { groupOfRole } from '../../support/http-event.ts';
import { activeEntry } from '../../support/whitelist.ts';
import { claimsOf, startWhitelistFunction, type WhitelistFunction } from './whitelist-function.ts';

/* Each route of /whitelist, as each kind of person, and as nobody. */
let whitelistFunction: WhitelistFunction;
beforeAll(async () => {
  whitelistFunction = await startWhitelistFunction();
  await activeEntry(whitelistFunction.whitelist, 'acme');
});
afterAll(() => whitelistFunction.close());

const everybody = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];
const routes: [method: string, path: string, allowed: string[]][] = [
  ['GET', '/whitelist', everybody],
  ['GET', '/whitelist/{id}', everybody],
  ['POST', '/whitelist', ['whitelister']],
  ['POST', '/whitelist/{id}/proofs', ['whitelister']],
  ['POST', '/whitelist/{id}/confirmations', ['whitelister']],
  ['DELETE', '/whitelist/{id}', ['whitelister', 'operator']],
];
const call = (method: string, path: string, who: Record<string, string> | undefined) =>
  whitelistFunction.call(method, path, who, { id: 'none', body: {} });

describe.each(routes)('%s %s', (method, path, allowed) => {
  test.each(Object.entries(groupOfRole))('as %s', async (role, [group = '']) => {
    const { status, body } = await call(method, path, claimsOf('pat', group));
    if (!allowed.includes(role)) expect([status, body]).toMatchObject([403, { error: { code: 'forbidden' } }]);
    // Let in: what is wrong then is the body, or that there is no such entry.
    else expect([200, 400, 404]).toContain(status);
  });

  test.each([
    ['without a token', undefined],
    ['with a token of another issuer', { ...claimsOf('pat'), iss: 'https://evil.example.com' }],
    ['with a token for another audience', { ...claimsOf('pat'), aud: 'payroll' }],
    ['without the claim that names a person', { ...claimsOf('pat'), email: '' }],
    ['without a group', { ...claimsOf('pat'), groups: '' }],
    ['with a group that has no role', claimsOf('pat', 'strangers')],
  ])('%s is nobody', async (_what, who) => {
    const { status } = await call(method, path, who);
    expect([401, 403]).toContain(status);
  });
});

test('nobody of all these has changed anything', async () => {
  expect(await whitelistFunction.whitelist.directory()).toHaveLength(1);
  expect((await whitelistFunction.whitelist.get('acme'))?.state.status).toBe('active');
  expect(whitelistFunction.outbox.events).toEqual([]);
});
