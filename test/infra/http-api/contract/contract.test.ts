import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errorCodes, type PublishedErrorCode } from '../../../../functions/shared/core/error-codes.ts';
import { commonErrors, wordErrors } from '../../../../functions/shared/runtime/http/route.ts';
import { servedRoutes } from '../../../../infra/http-api/routes.ts';
import { type ApiCall, Contract } from '../../../support/api-contract.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import { runExchangeScenario } from './exchange-scenario.ts';
import { runPasskeyScenario } from './passkey-scenario.ts';
import { runPauseScenario } from './pause-scenario.ts';
import { runPaymentScenario } from './payment-scenario.ts';
import { runRefusalScenario } from './refusal-scenario.ts';
import { runReportScenario } from './report-scenario.ts';
import { startTestApi, type TestApi } from './test-api.ts';
import { runWhitelistScenario } from './whitelist-scenario.ts';

/*
 * The API that runs against the document of it: every call and every answer fits, and every status and every error code
 * that the document names for a route is seen there.
 */
let testApi: TestApi;

const problem = (code: string) => ({ error: { code, message: 'told by the test', details: [] } });
const resumed = {
  status: 200,
  body: { scope: 'all', paused: false, pauses: [], changes: [], message: 'told by the test' },
};

beforeAll(async () => {
  testApi = await startTestApi();
  await runRefusalScenario(testApi);
  await activeEntry(testApi.whitelist);
  await runPaymentScenario(testApi);
  await runWhitelistScenario(testApi);
  const toProve = { id: 'to-prove', coin: 'USDT', chain: 'ETH', address: '0x27b1fdb04752bbc536007a920d24acb045561c26' };
  await testApi.call('wanda', 'POST', '/whitelist', toProve);
  await runExchangeScenario(testApi);
  await runPauseScenario(testApi);
  await runPasskeyScenario(testApi);
  await runReportScenario(testApi);
});
afterAll(() => testApi.close());

test('every call and every answer is as the document says', () => {
  expect(testApi.contract.flaws).toEqual([]);
});

test.each<[string, ApiCall]>([
  ['no such route', { method: 'GET', target: '/nowhere', answer: { status: 200, body: {} } }],
  ['no such status', { method: 'GET', target: '/pause', answer: { status: 204, body: {} } }],
  ['no such code', { method: 'GET', target: '/pause', answer: { status: 503, body: problem('rate-limited') } }],
  [
    'a code of another status',
    { method: 'GET', target: '/pause', answer: { status: 403, body: problem('not-found') } },
  ],
  ['a body of another form', { method: 'GET', target: '/pause', answer: { status: 200, body: { paused: true } } }],
  ['what the document refuses', { method: 'DELETE', target: '/pause?scop=all', answer: resumed }],
])('a call is seen not to fit: %s', (_what, exchanged) => {
  const contract = new Contract();
  contract.check(exchanged);
  expect(contract.flaws).toHaveLength(1);
});

/** What no caller can bring about, and why. */
const unseen: Readonly<Partial<Record<PublishedErrorCode, string>>> = {
  'internal-error': 'it is a mistake of ours',
  'assertion-failed': 'it is a mistake of ours',
  'transition-not-allowed': 'it is a mistake of ours: each rule looks at the status first',
  'version-conflict': 'it takes five writers who are faster, one after the other',
  'task-token-busy': 'it takes ten writers who are faster, one after the other',
  'reservations-busy': 'it takes many writers who are faster, one after the other',
  'exchange-maintenance': 'the environment of this stage has no maintenance window',
  'request-unsignable': 'what would bring it about is refused as invalid input',
  'two-factor-step-taken': 'the key of this stage has no second factor',
  'passkeys-unavailable': 'this stage has a domain',
};

/** Words are judged by the same code everywhere: here each of their refusals is brought about. */
const judgingRoute = 'POST /passkeys/{credentialId}/confirmations';

describe.each(servedRoutes.map((served) => [served.key, served.route] as const))('%s', (key, route) => {
  const expected = [...commonErrors, ...route.errors]
    .filter((code) => !Object.hasOwn(unseen, code) && (key === judgingRoute || !wordErrors.includes(code)))
    .map((code) => `${key} ${errorCodes[code].status} ${code}`);

  test('answers in every way that its document says', () => {
    const successes = Object.keys(route.answers).map((status) => `${key} ${status}`);
    const missing = [...successes, ...expected, `${key} 401`].filter((seen) => !testApi.contract.seen.has(seen));
    expect(missing).toEqual([]);
  });
});
