import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ErrorCode, errorCodes } from '../../../../functions/shared/runtime/http/error-codes.ts';
import { commonErrors } from '../../../../functions/shared/runtime/http/route.ts';
import { servedRoutes } from '../../../../infra/http-api/routes.ts';
import { Contract, type Exchanged } from '../../../support/api-contract.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import { playExchange } from './play-exchange.ts';
import { playPauses } from './play-pauses.ts';
import { playPayments } from './play-payments.ts';
import { playRefusals } from './play-refusals.ts';
import { playWhitelist } from './play-whitelist.ts';
import { openStage, type Stage } from './stage.ts';

/*
 * The API that runs against the document of it: every call and every answer fits, and every status and every error code
 * that the document names for a route is seen there.
 */
let stage: Stage;

const problem = (code: string) => ({ error: { code, message: 'told by the test', details: [] } });
const resumed = {
  status: 200,
  body: { scope: 'all', paused: false, pauses: [], changes: [], message: 'told by the test' },
};

beforeAll(async () => {
  stage = await openStage();
  await playRefusals(stage);
  await activeEntry(stage.whitelist);
  await playPayments(stage);
  await playWhitelist(stage);
  const toProve = { id: 'to-prove', coin: 'USDT', chain: 'ETH', address: '0x27b1fdb04752bbc536007a920d24acb045561c26' };
  await stage.call('wanda', 'POST', '/whitelist', toProve);
  await playExchange(stage);
  await playPauses(stage);
}, 60_000);
afterAll(() => stage.close());

test('every call and every answer is as the document says', () => {
  expect(stage.contract.flaws).toEqual([]);
});

test.each<[string, Exchanged]>([
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
const unseen: Readonly<Partial<Record<ErrorCode, string>>> = {
  'internal-error': 'it is a mistake of ours',
  'assertion-failed': 'it is a mistake of ours',
  'transition-not-allowed': 'it is a mistake of ours: each rule looks at the status first',
  'version-conflict': 'it takes five writers who are faster, one after the other',
  'task-token-busy': 'it takes ten writers who are faster, one after the other',
  'reservations-busy': 'it takes many writers who are faster, one after the other',
  'exchange-maintenance': 'the environment of this stage has no maintenance window',
  'request-unsignable': 'what would bring it about is refused as invalid input',
  'two-factor-step-taken': 'the key of this stage has no second factor',
};

describe.each(servedRoutes.map((served) => [served.key, served.route] as const))('%s', (key, route) => {
  const expected = [...commonErrors, ...route.errors]
    .filter((code) => !Object.hasOwn(unseen, code))
    .map((code) => `${key} ${errorCodes[code].status} ${code}`);

  test('answers in every way that its document says', () => {
    const successes = Object.keys(route.answers).map((status) => `${key} ${status}`);
    const missing = [...successes, ...expected, `${key} 401`].filter((seen) => !stage.contract.seen.has(seen));
    expect(missing).toEqual([]);
  });
});
