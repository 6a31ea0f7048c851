import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkFundStatement } from '../../../../infra/tools/exchange-check/fund-statement.ts';
import { manualClock, noon } from '../../../support/clock.ts';
import { type ClientUnderTest, clientAt } from '../../../support/exchange-client.ts';
import { type ScriptedExchange, startScriptedExchange } from '../../../support/scripted-exchange.ts';
import { balanceFlowPath } from './support/test-exchange-check.ts';

let script: ScriptedExchange;
let clientUnderTest: ClientUnderTest;

beforeAll(async () => {
  const clock = manualClock();
  script = await startScriptedExchange(() => clock.now());
  clientUnderTest = clientAt(script.url, clock);
});
afterAll(async () => {
  await clientUnderTest.transport.close();
  await script.close();
});

const record = (id: string) => ({
  id,
  orderId: `1${id}`,
  fromAccountId: '1',
  toAccountId: '2',
  transferCcy: 'USDT',
  netTransferAmount: '1',
  transactTime: String(noon),
});

/** A statement whose pages are what `page` makes of its ids, `beginId` and `limit`. */
function statement(ids: readonly string[], page: (beginId: string, limit: number) => readonly string[]): void {
  script.on(balanceFlowPath, ({ target }) => {
    const query = new URL(`http://x${target}`).searchParams;
    const rows = page(query.get('beginId') ?? '0', Number(query.get('limit'))).filter((id) => ids.includes(id));
    return { status: 200, body: JSON.stringify(rows.map(record)) };
  });
}

const ids = ['8', '9', '10', '11', '12', '13'];
const after = (beginId: string) => ids.filter((id) => Number(id) > Number(beginId));
const check = () => checkFundStatement({ records: clientUnderTest.client });

test('pages that go on behind their cursor are as expected, also where an id grows a digit', async () => {
  statement(ids, (beginId, limit) => after(beginId).slice(0, limit));
  expect((await check()).finding.result).toBe('holds');
});

test('so are pages that are smaller than we asked for', async () => {
  statement(ids, (beginId, limit) => after(beginId).slice(0, Math.min(limit, 3)));
  expect((await check()).finding.result).toBe('holds');
});

test.each([
  [
    'a cursor that is part of its page',
    (id: string, limit: number) => ids.slice(Math.max(0, ids.indexOf(id))).slice(0, limit),
  ],
  ['a cursor that is not looked at', (_id: string, limit: number) => ids.slice(0, limit)],
  ['pages from the latest to the earliest', (_id: string, limit: number) => ids.toReversed().slice(0, limit)],
  [
    'a step that leaves one out',
    (id: string, limit: number) =>
      after(id)
        .slice(limit === 1 && id !== '0' ? 1 : 0)
        .slice(0, limit),
  ],
] as const)('%s is found out', async (_what, page) => {
  statement(ids, page);
  expect((await check()).finding.result).toBe('does-not-hold');
});

test('one transfer shows nothing of pages', async () => {
  statement(['8'], (beginId) => after(beginId));
  expect((await check()).finding.result).toBe('not-checked');
});

test('rows that cannot be read are told', async () => {
  script.on(balanceFlowPath, { status: 200, body: JSON.stringify([{ ...record('8'), orderId: null }, record('9')]) });
  expect((await check()).finding).toEqual({ result: 'does-not-hold', seen: '1 of 2 transfers are not as documented.' });
});

test.each([
  ['-2028', { finding: { result: 'does-not-hold' }, failure: 'too-far-back' }],
  ['-1005', { finding: { result: 'does-not-hold' }, failure: 'other' }],
  ['-1101', { finding: { result: 'does-not-hold' }, failure: 'other' }],
])('a refusal with %s is told for what it is', async (code, expected) => {
  script.on(balanceFlowPath, { status: 400, body: JSON.stringify({ code, msg: '' }) });
  expect(await check()).toMatchObject(expected);
});

test('an exchange that does not answer shows nothing', async () => {
  script.on(balanceFlowPath, { status: 503, body: '' });
  expect((await check()).finding.result).toBe('not-checked');
});
