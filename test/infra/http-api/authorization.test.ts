import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Role } from '../../../functions/shared/ledger/policy/policy.ts';
import type { HttpApi } from '../../../infra/local/aws/http/server.ts';
import { type Issuer, loadIssuer, signToken, type TokenRequest } from '../../../infra/local/aws/issuer.ts';
import { groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { passkeyVariables } from '../../support/passkeys.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';
import { sharedKeyFile } from '../local/aws/support/issuer-key.ts';
import { openFunctions } from './open-functions.ts';
import { type RouteRights, routeRights } from './route-rights.ts';

/*
 * Who may call what: each route, as each role and with each token that is no good. The tokens are real, and the API
 * is the one of the local stack with its authorizer; behind it are the functions' own handlers on a real table.
 */

let ledger: TestLedger;
let messaging: TestMessaging;
let issuer: Issuer;
let stranger: Issuer;
let folder: string;
let api: HttpApi;
/**
 * As it is just after a deployment that changes the issuer: the API takes its tokens already, the policy in force not
 * yet.
 */
let changing: HttpApi;
let invoked = 0;

const identity = { issuer: 'https://login.example.com', audience: 'treasury' };
const closedUrl = 'http://127.0.0.1:9';

beforeAll(async () => {
  [ledger, messaging] = await Promise.all([startWireLedger(), startTestMessaging()]);
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    ...passkeyVariables(),
    EVENT_BUS_NAME: 'treasury-test',
    RELEASE_QUEUE_URL: `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/releases.fifo`,
    // No call here gets as far as the exchange.
    EXCHANGE_ENVIRONMENT: 'local',
    EXCHANGE_URL: closedUrl,
    KEY_NAME: 'whitelist',
    KEY_SECRET_ID: 'whitelist',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: closedUrl,
    ...silentLogging,
  });
  await ledger.table.put(initialPolicyItem(policyWith({ roles: groupOfRole })));
  folder = await mkdtemp(path.join(tmpdir(), 'authorization-'));
  issuer = await loadIssuer(sharedKeyFile);
  stranger = await loadIssuer(path.join(folder, 'stranger.json'));
  const count = () => {
    invoked += 1;
  };
  api = await openFunctions(identity.issuer, issuer.publicKey, count);
  changing = await openFunctions('https://new-login.example.com', issuer.publicKey, count);
});
afterAll(async () => {
  await Promise.all([api.close(0), changing.close(0), ledger.close(), messaging.close()]);
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  invoked = 0;
});

async function call({ key, path: target, body }: RouteRights, token: string | undefined, at = api) {
  const response = await fetch(`${at.url}${target}`, {
    method: key.split(' ')[0] ?? 'GET',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

const tokenRequestOf = (groups: readonly string[]): TokenRequest => ({
  ...identity,
  expiresInSeconds: 60,
  claims: { sub: 'bob', email: 'bob@example.com', groups },
});
const tokenOf = (groups: readonly string[], changes: Partial<TokenRequest> = {}, by = issuer, now = Date.now()) =>
  signToken(by, { ...tokenRequestOf(groups), ...changes }, now);

const roles: readonly Role[] = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];
/** Somebody who may do everything. */
const everything = Object.values(groupOfRole).flat();
const forbidden = { status: 403, body: { error: { code: 'forbidden' } } };

describe.each(routeRights.map((route) => [route.key, route] as const))('%s', (_key, route) => {
  test.each(roles)('as %s', async (role) => {
    const answer = await call(route, await tokenOf(groupOfRole[role]));
    if (route.allowed.includes(role)) expect(answer.status).toBe(route.status);
    else expect(answer).toMatchObject(forbidden);
  });

  test('as somebody with all the roles that are not allowed, and no other', async () => {
    const others = roles.filter((role) => !route.allowed.includes(role)).flatMap((role) => groupOfRole[role]);
    expect(await call(route, await tokenOf([...others, 'strangers']))).toMatchObject(forbidden);
  });

  test.each<[string, Partial<TokenRequest>]>([
    ['in no group', { claims: { email: 'bob@example.com' } }],
    ['whose groups are in another claim', { claims: { email: 'bob@example.com', roles: everything } }],
    ['whose group has the name of a role', { claims: { email: 'bob@example.com', groups: roles } }],
    ['whose group is like one that may', { claims: { email: 'bob@example.com', groups: ['Oncall', 'ops,finance'] } }],
    ['without the claim that names people', { claims: { sub: 'bob', groups: everything } }],
  ])('as somebody %s', async (_what, changes) => {
    expect(await call(route, await tokenOf([], changes))).toMatchObject(forbidden);
  });

  test.each<[string, () => Promise<string | undefined>]>([
    ['no token', async () => undefined],
    ['an empty token', async () => ''],
    ['a token that is none', async () => 'abc.def.ghi'],
    ['a forged token', () => tokenOf(everything, {}, stranger)],
    ['a token that was changed', async () => withOtherClaims(await tokenOf([]))],
    ['a token that nobody signed', async () => unsigned(await tokenOf(everything))],
    ['an expired token', () => tokenOf(everything, {}, issuer, Date.now() - 3_600_000)],
    ['a token of later', () => tokenOf(everything, {}, issuer, Date.now() + 3_600_000)],
    ['a token of another issuer', () => tokenOf(everything, { issuer: 'https://login.example.org' })],
    ['a token for another audience', () => tokenOf(everything, { audience: 'payroll' })],
  ])('with %s never reaches the function', async (_what, token) => {
    expect(await call(route, await token())).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(invoked).toBe(0);
  });

  test('with a token of an issuer whom the policy in force does not know yet', async () => {
    const token = await tokenOf(everything, { issuer: 'https://new-login.example.com' });
    expect(await call(route, token, changing)).toMatchObject({
      status: 401,
      body: { error: { code: 'token-not-accepted' } },
    });
  });
});

test('nothing of all this changed anything', async () => {
  const items = (await ledger.dump()).map(({ pk }) => pk);
  expect(items.filter((pk) => pk !== 'policy')).toEqual([]);
  expect([messaging.events, messaging.messages]).toEqual([[], []]);
});

/** The signature of one token under the claims of another. */
function withOtherClaims(token: string): string {
  const [head = '', , signature = ''] = token.split('.');
  const claims = {
    ...tokenRequestOf(everything).claims,
    iss: identity.issuer,
    aud: identity.audience,
    exp: 4_102_444_800,
  };
  return `${head}.${encoded(claims)}.${signature}`;
}

function unsigned(token: string): string {
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1]}.`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
