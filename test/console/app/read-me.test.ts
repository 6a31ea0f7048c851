import { expect, test } from '@jest/globals';
import { ApiClient } from '../../../console/api/client.ts';
import { LoginExpiredError, RefusedError } from '../../../console/api/errors.ts';
import { roleNames } from '../../../console/app/me.ts';
import { readMe } from '../../../console/app/read-me.ts';

const session = { person: 'frank@example.com', groups: ['oncall'], token: async () => 'token' };
const roles = { requester: [], approver: [], whitelister: [], operator: ['oncall'], auditor: [] };

function answering(status: number, body: unknown) {
  return new ApiClient(session, async () => new Response(JSON.stringify(body), { status }));
}

const refusal = (code: string) => ({ error: { code, message: 'no', details: [] } });

test('the roles are those that the policy in force gives the groups', async () => {
  const me = await readMe(session, answering(200, { inForce: { policy: { roles } } }));
  expect([...me.roles]).toEqual(['operator']);
});

test.each([
  ['off', false],
  ['approvals', false],
  ['all', true],
])('whether more than approvals is signed is what the policy says: %s', async (passkeys, signsAll) => {
  const policy = { roles, passkeys };
  expect(await readMe(session, answering(200, { inForce: { policy } }))).toMatchObject({ signsAll });
});

test('whoever has no role is told so', async () => {
  await expect(readMe(session, answering(403, refusal('forbidden')))).rejects.toThrow(RefusedError);
});

test('a policy that cannot be read keeps nobody from what the API may let them do', async () => {
  const me = await readMe(session, answering(502, refusal('internal')));
  expect([...me.roles]).toEqual(roleNames);
});

test('a policy that is not answered in time keeps nobody waiting', async () => {
  const me = await readMe(session, new ApiClient(session, () => new Promise(() => {})), 1);
  expect([...me.roles]).toEqual(roleNames);
});

test('an expired login is told as one', async () => {
  await expect(readMe(session, answering(401, {}))).rejects.toThrow(LoginExpiredError);
});
