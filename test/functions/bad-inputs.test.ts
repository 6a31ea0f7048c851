import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { runSweep } from '../../functions/asset-transfer/run-sweep.ts';
import { retrieveDepositAddress } from '../../functions/deposit-address/deposit-address.ts';
import { fromCursor, toCursor } from '../../functions/instructions/cursor.ts';
import { parseListQuery } from '../../functions/instructions/list-query.ts';
import { listsFor } from '../../functions/instructions/lists.ts';
import { parseCustomResourceEvent, policyIn } from '../../functions/policy/custom-resource.ts';
import { withdraw } from '../../functions/shared/exchange/endpoints/withdraw.ts';
import { parseReleaseMessage } from '../../functions/shared/ledger/messaging/release-message.ts';
import { parseSweepRun } from '../../functions/shared/ledger/messaging/sweep-message.ts';
import { parsePolicy } from '../../functions/shared/ledger/policy/policy.ts';
import { readEnvironment } from '../../functions/shared/runtime/environment.ts';
import { messageBody } from '../../functions/shared/runtime/sqs.ts';
import { requestWithdrawal } from '../../functions/withdrawal-request/request-withdrawal.ts';
import { parseRequestBody, parseRequestEvent } from '../../functions/withdrawal-request/withdrawal-request.ts';
import { defineTreasury } from '../../infra/config/define-treasury.ts';
import { isExplained } from '../../infra/errors.ts';
import { configWith, sweepWith } from '../support/config.ts';
import { clientAt, sampleSecret } from '../support/exchange-client.ts';
import { type FunctionFixture, startFunctionFixture } from '../support/function-fixture.ts';
import { acmeAddress, approved, policyWith, withdrawal } from '../support/instructions.ts';

/*
 * Inputs that cannot be taken: each has its error code and, where a field is to blame, names it. After each of them the
 * table holds what it held before, no event and no message went out, and the exchange was asked to move nothing.
 */

let fixture: FunctionFixture;
let before: string;
const state = async () => {
  const items = await fixture.ledger.dump();
  return JSON.stringify(items.sort((a, b) => String(a.pk).localeCompare(String(b.pk))));
};

beforeAll(async () => {
  fixture = await startFunctionFixture();
  await fixture.parts.instructions.create(approved(withdrawal('taken')));
  before = await state();
});
afterAll(() => fixture.close());
afterEach(async () => {
  expect(await state()).toBe(before);
  expect(fixture.outbox.events).toEqual([]);
  expect(fixture.outbox.messages).toEqual([]);
  expect(fixture.script.seen.filter(({ method }) => method === 'POST')).toEqual([]);
});

async function failure(action: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await action();
  } catch (error) {
    if (isExplained(error)) return error;
    throw error;
  }
  throw new Error('the bad input was taken');
}

function pageOf(query: Readonly<Record<string, string>>, after: string) {
  return fromCursor(after, listsFor(parseListQuery(query)));
}

const good = {
  instructionId: 'inv-1',
  destination: 'acme-usdt-eth',
  coin: 'USDT',
  chain: 'ETH',
  quantity: '10',
  requestedBy: 'alice@example.com',
};
const { requestedBy: _person, ...goodBody } = good;
const event = (changes: Record<string, unknown>) => ({ ...good, ...changes });

describe('events', () => {
  test.each<[string, unknown, string]>([
    ['no detail', undefined, 'WithdrawalRequested'],
    ['a list', [], 'WithdrawalRequested'],
    ['a text', 'withdraw', 'WithdrawalRequested'],
    ['no id', event({ instructionId: undefined }), 'instructionId'],
    ['an empty id', event({ instructionId: '' }), 'instructionId'],
    ['an id with a slash', event({ instructionId: 'inv/1' }), 'instructionId'],
    ['an id that begins with a dot', event({ instructionId: '.inv' }), 'instructionId'],
    ['an id of 65 characters', event({ instructionId: 'a'.repeat(65) }), 'instructionId'],
    ['an id with a line break at its end', event({ instructionId: 'inv-1\n' }), 'instructionId'],
    ['the id of a sweep’s run', event({ instructionId: 'usdt-to-custody-20261120T100000Z' }), 'instructionId'],
    ['an id that is a number', event({ instructionId: 42 }), 'instructionId'],
    ['a quantity that is a number', event({ quantity: 10 }), 'quantity'],
    ['a quantity of zero', event({ quantity: '0.00' }), 'quantity'],
    ['a negative quantity', event({ quantity: '-10' }), 'quantity'],
    ['a quantity with an exponent', event({ quantity: '1e3' }), 'quantity'],
    ['a quantity with a comma', event({ quantity: '1,000' }), 'quantity'],
    ['a quantity with white space', event({ quantity: ' 10' }), 'quantity'],
    ['a quantity with zeros in front', event({ quantity: '007' }), 'quantity'],
    ['a quantity of two zeros and cents', event({ quantity: '00.5' }), 'quantity'],
    ['a quantity beyond all digits', event({ quantity: '9'.repeat(40) }), 'quantity'],
    ['a coin in small letters', event({ coin: 'usdt' }), 'coin'],
    ['a coin that is a list', event({ coin: ['USDT'] }), 'coin'],
    ['a chain with a control character', event({ chain: 'ETH\u0000' }), 'chain'],
    ['a destination with a space', event({ destination: 'acme usdt' }), 'destination'],
    ['no requester', event({ requestedBy: undefined }), 'requestedBy'],
    ['a requester with a space', event({ requestedBy: 'alice bob' }), 'requestedBy'],
    ['a requester that is a list', event({ requestedBy: '[alice@example.com]' }), 'requestedBy'],
    ['a note that hides text', event({ note: 'pay \u202e now' }), 'note'],
    ['a note with a line separator', event({ note: 'pay\u2028now' }), 'U+2028'],
    ['a note with a letter that is blank', event({ note: 'pay \u3164 now' }), 'U+3164'],
    ['a note with a gap', event({ note: `pay${' '.repeat(200)}now` }), 'its character 8 (U+0020)'],
    ['a note with half a character', event({ note: '\ud800' }), 'note'],
    ['a note that is too long', event({ note: 'x'.repeat(257) }), 'note'],
    ['an address beside the destination', event({ address: acmeAddress }), 'address'],
    ['a field that nobody knows', event({ urgent: true }), 'urgent'],
    ['a prototype as a field', JSON.parse('{"__proto__":{"coin":"USDT"}}'), 'instructionId'],
  ])('%s', async (_what, detail, field) => {
    const { code, message } = await failure(() => requestWithdrawal(fixture.parts, parseRequestEvent(detail)));
    expect(code).toBe('invalid-input');
    expect(message).toContain(field);
  });

  test('the id of another instruction', async () => {
    const detail = event({ instructionId: 'taken', quantity: '11' });
    expect(await failure(() => requestWithdrawal(fixture.parts, parseRequestEvent(detail)))).toMatchObject({
      code: 'instruction-conflict',
      message: expect.stringContaining('taken'),
    });
  });
});

describe('bodies, paths, queries and messages', () => {
  test.each<[string, () => unknown, string]>([
    ['a body that names its requester', () => parseRequestBody(good, 'alice@example.com'), 'requestedBy'],
    ['a body that is null', () => parseRequestBody(null, 'alice@example.com'), 'withdrawal'],
    ['a token whose user is no person', () => parseRequestBody(goodBody, 'alice\tbob'), 'token'],
    ['a sweep run without its time', () => parseSweepRun({ sweepId: 'usdt-to-custody' }), 'scheduledTime'],
    [
      'a sweep run on February 30',
      () => parseSweepRun({ sweepId: 's', scheduledTime: '2026-02-30T00:00:00Z' }),
      'scheduledTime',
    ],
    [
      'a sweep run in local time',
      () => parseSweepRun({ sweepId: 's', scheduledTime: '2026-02-03T00:00:00+08:00' }),
      'scheduledTime',
    ],
    [
      'a sweep run with an amount',
      () => parseSweepRun({ sweepId: 's', scheduledTime: '2026-02-03T00:00:00Z', quantity: '1' }),
      'quantity',
    ],
    [
      'a run of a sweep that is not there',
      () => runSweep(fixture.parts, { sweepId: 'none', scheduledTime: '2026-02-03T00:00:00Z' }, true),
      'sweepId',
    ],
    ['a release message without an id', () => parseReleaseMessage({}), 'instructionId'],
    ['a release message with an amount', () => parseReleaseMessage({ instructionId: 'a', quantity: '1' }), 'quantity'],
    ['a deposit address of no coin', () => retrieveDepositAddress(fixture.parts, { coin: '', chain: 'ETH' }), 'coin'],
    [
      'a deposit address of a coin that is not configured',
      () => retrieveDepositAddress(fixture.parts, { coin: 'DOGE', chain: 'DOGE' }),
      'coin',
    ],
    [
      'a deposit address with more than was asked',
      () => retrieveDepositAddress(fixture.parts, { coin: 'USDT', chain: 'ETH', account: '1' }),
      'account',
    ],
    ['a list of a status that is none', () => parseListQuery({ status: 'paid' }), 'status'],
    ['a list from a place that is none', () => pageOf({}, 'not base64'), 'after'],
    [
      'a list from a place of another list',
      () => pageOf({}, toCursor({ list: 0, after: { pk: 'instruction#a', status: 'sent', updatedAt: 'x' } })),
      'after',
    ],
    [
      'a list from a place that was made up',
      () => pageOf({ status: 'sent' }, toCursor({ list: 0, after: { pk: 'policy', status: 'sent', updatedAt: 'x' } })),
      'after',
    ],
    [
      'a list from a place in a list that is not read',
      () => pageOf({ status: 'sent' }, toCursor({ list: 1 })),
      'after',
    ],
    [
      'a list from a place of another time',
      () =>
        pageOf(
          { coin: 'USDT', from: '2026-11-20' },
          toCursor({
            list: 0,
            after: { pk: 'search#a#listed#coin=USDT', listedBy: 'listed#coin=USDT', listedAt: '2026-11-19#a' },
          }),
        ),
      'after',
    ],
    ['a list with a field that nobody knows', () => parseListQuery({ colour: 'red' }), 'colour'],
    ['a list of more than a page shows', () => parseListQuery({ limit: '1000' }), 'limit'],
    ['a list of a kind that is none', () => parseListQuery({ kind: 'payment' }), 'kind'],
    ['a list of a coin that is none', () => parseListQuery({ coin: 'usdt' }), 'coin'],
    ['a list of a destination that is none', () => parseListQuery({ destination: 'a b' }), 'destination'],
    ['a list of a person that is none', () => parseListQuery({ approvedBy: 'frank moore' }), 'approvedBy'],
    ['a list from a day that is none', () => parseListQuery({ from: '2026-02-31' }), 'from'],
    ['a list to a time of no zone', () => parseListQuery({ to: '2026-11-20T10:00' }), 'to'],
    ['a list that may need me', () => parseListQuery({ needsMe: 'yes' }), 'needsMe'],
    ['a list in an order that is none', () => parseListQuery({ order: 'amount' }), 'order'],
    ['a list in a format that is none', () => parseListQuery({ format: 'xlsx' }), 'format'],
    ['a list of an order that is none', () => parseListQuery({ exchangeOrderId: 'W 1' }), 'exchangeOrderId'],
    [
      'a message that is no JSON',
      () => messageBody({ body: '{', messageId: '1' } as Parameters<typeof messageBody>[0]),
      'body',
    ],
    [
      'a message that says two things',
      () =>
        messageBody({ body: '{"instructionId":"a","instructionId":"b"}', messageId: '1' } as Parameters<
          typeof messageBody
        >[0]),
      'instructionId: is there twice',
    ],
    [
      'a policy that is no JSON',
      () =>
        policyIn(
          parseCustomResourceEvent({
            RequestType: 'Create',
            ResponseURL: 'https://example.com/',
            StackId: 's',
            RequestId: 'r',
            LogicalResourceId: 'l',
            ResourceProperties: { Policy: '{' },
          }),
        ),
      'Policy',
    ],
    ['a policy without accounts', () => parsePolicy({}), 'accounts'],
    [
      'a policy with a number as limit',
      () => parsePolicy({ ...policyWith(), withdrawals: { USDT: { perInstruction: 1 } } }),
      'withdrawals.USDT.perInstruction',
    ],
    ['a function without its table', () => readEnvironment(['TABLE_NAME'], {}), 'TABLE_NAME'],
    [
      'a function with an empty secret id',
      () => readEnvironment(['KEY_SECRET_ID'], { KEY_SECRET_ID: '' }),
      'KEY_SECRET_ID',
    ],
  ])('%s', async (_what, action, field) => {
    const { code, message } = await failure(action);
    expect(code).toBe('invalid-input');
    expect(message).toContain(field);
  });
});

describe('configurations', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an environment that is none', { environment: 'mars' }, 'environment'],
    ['an environment where no money moves', { environment: 'hashkey-pro-production' }, 'environment'],
    ['an account id that is a number', { accounts: { trading: 1649292498 } }, 'accounts.trading'],
    ['a coin without decimals', { coins: { USDT: {} } }, 'coins.USDT.decimals'],
    ['a sweep from an account that is none', sweepWith({ from: 'main' }), 'sweeps.0.from'],
    ['a sweep to where it comes from', sweepWith({ to: 'trading' }), 'sweeps.0.to'],
    ['a sweep of a coin that is not there', sweepWith({ coin: 'BTC' }), 'sweeps.0.coin'],
    ['a sweep with two amounts', sweepWith({ amount: { above: '1', fixed: '1' } }), 'sweeps.0.amount'],
    ['a sweep with an amount that is a number', sweepWith({ amount: { above: 10000 } }), 'sweeps.0.amount'],
    ['a sweep of 101 percent', sweepWith({ amount: { percentage: '101' } }), 'sweeps.0.amount.percentage'],
    ['a sweep whose min is over its max', sweepWith({ min: '300000' }), 'sweeps.0.min'],
    ['a sweep with too many decimals', sweepWith({ min: '0.0000001' }), 'sweeps.0.min'],
    ['a schedule that is none', sweepWith({ schedule: 'daily' }), 'sweeps.0.schedule'],
    ['a time zone that is none', sweepWith({ timezone: 'Asia/Victoria' }), 'sweeps.0.timezone'],
    [
      'an address with a wrong checksum',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'ETH', address: '0x5aaeb6053f3E94C9b9A09f33669435E7Ef1BeAed' }] },
      'whitelist.0.address',
    ],
    [
      'an address of a chain that cannot be checked',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'Solana', address: 'x' }] },
      'whitelist.0.chain',
    ],
    [
      'one account under two ids',
      {
        whitelist: [
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
          { id: 'b', coin: 'USDT', chain: 'ETH', address: acmeAddress.toLowerCase() },
        ],
      },
      'whitelist.1',
    ],
    [
      'an address that looks like another one',
      {
        whitelist: [
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
          { id: 'b', coin: 'USDT', chain: 'ETH', address: '0x5290aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7' },
        ],
      },
      'whitelist.1.address',
    ],
    [
      'a tag where there are none',
      { whitelist: [{ id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress, tag: '7' }] },
      'whitelist.0.tag',
    ],
    [
      'a coin on a chain that does not have it',
      { coins: { BTC: { decimals: 8 } }, whitelist: [{ id: 'a', coin: 'BTC', chain: 'ETH', address: acmeAddress }] },
      'whitelist.0.coin',
    ],
    ['an entry without an address', { whitelist: [{ id: 'a', coin: 'USDT', chain: 'ETH' }] }, 'whitelist.0.address'],
    [
      'a bank account of a coin that banks do not have',
      { whitelist: [{ id: 'a', coin: 'USDT', bankAccount: '0128750123456' }] },
      'whitelist.0.coin',
    ],
    [
      'two entries with one id',
      {
        whitelist: [
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
          { id: 'a', coin: 'USDT', chain: 'ETH', address: acmeAddress },
        ],
      },
      'whitelist.1.id',
    ],
    [
      'tiers that exempt a quantity',
      { withdrawals: { USDT: { perInstruction: '1', approvals: [{ over: '1', quorum: 1 }] } } },
      'withdrawals.USDT.approvals',
    ],
    [
      'a tier that takes nobody',
      { withdrawals: { USDT: { perInstruction: '1', approvals: [{ over: '0', quorum: 0 }] } } },
      'withdrawals.USDT.approvals.0.quorum',
    ],
    ['fiat in parts of cents', { coins: { USDT: { decimals: 6 }, USD: { decimals: 6 } } }, 'coins.USD.decimals'],
    [
      'a rolling limit over another window',
      { withdrawals: { USDT: { perInstruction: '1', rolling: { '1h': '5' } } } },
      'withdrawals.USDT.rolling.1h',
    ],
    [
      'a rolling limit with more decimals than the coin',
      { withdrawals: { USDT: { perInstruction: '1', rolling: { '24h': '5.0000001' } } } },
      'withdrawals.USDT.rolling.24h',
    ],
    [
      'a day that sees more than a week',
      { withdrawals: { USDT: { perInstruction: '1', rolling: { '24h': '5', '7d': '4' } } } },
      'withdrawals.USDT.rolling.24h',
    ],
    ['a cool-off of zero', { whitelistCoolOff: '0h' }, 'whitelistCoolOff'],
    ['a delay of a year', { looseningDelay: '365d' }, 'looseningDelay'],
    [
      'an issuer without TLS',
      { identity: { issuer: 'http://login.example.com', audience: 'treasury' } },
      'identity.issuer',
    ],
    ['a group name with a space', { roles: { requester: ['ops team'] } }, 'roles.requester.0'],
    ['a role that is none', { roles: { owner: ['ops'] } }, 'roles.owner'],
  ])('%s', async (_what, changes, field) => {
    const { code, message } = await failure(() => defineTreasury(configWith(changes)));
    expect(code).toBe('config-invalid');
    expect(message).toContain(`${field}: `);
  });
});

describe('secrets', () => {
  const { apiKey, secretKey } = sampleSecret;

  test.each<[string, unknown, string]>([
    ['a list', [], 'secret'],
    ['no API key', { secretKey, signing: 'hmac-sha256' }, 'apiKey'],
    ['an API key with a line break', { apiKey: `${apiKey}\n`, secretKey, signing: 'hmac-sha256' }, 'apiKey'],
    ['no secret key', { apiKey, signing: 'hmac-sha256' }, 'secretKey'],
    ['a way of signing that is none', { apiKey, secretKey, signing: 'md5' }, 'signing'],
    ['a private key that is none', { apiKey, privateKey: 'x', signing: 'ed25519' }, 'privateKey'],
    [
      'a TOTP secret that is no base32',
      { apiKey, secretKey, signing: 'hmac-sha256', totpSecret: '0189' },
      'totpSecret',
    ],
    ['a field that nobody knows', { apiKey, secretKey, signing: 'hmac-sha256', passphrase: 'x' }, 'unknown'],
  ])('%s', async (_what, secret, field) => {
    const under = clientAt(fixture.script.url, fixture.clock, [secret]);
    const { code, message } = await failure(() => under.client.prepare(withdraw));
    await under.transport.close();
    expect(code).toBe('secret-malformed');
    expect(message).toContain(field);
    expect(message).not.toContain(secretKey);
    expect(message).not.toContain(apiKey);
  });
});

describe('answers of the exchange', () => {
  const time = '/api/v1/time';
  afterEach(() =>
    fixture.script.on(time, () => ({ status: 200, body: JSON.stringify({ serverTime: fixture.clock.now() }) })),
  );

  test.each<[string, string, number, string, string]>([
    ['a time that is no number', time, 200, '{"serverTime":"now"}', 'exchange-answer-malformed'],
    ['a time in seconds', time, 200, '{"serverTime":1763632800}', 'exchange-answer-malformed'],
    ['a time that is HTML', time, 200, '<html>', 'exchange-answer-malformed'],
    ['no time at all', time, 503, '', 'exchange-unavailable'],
  ])('before a withdrawal: %s', async (_what, path, status, body, expected) => {
    fixture.script.on(path, { status, body });
    const under = clientAt(fixture.script.url, fixture.clock);
    expect(await failure(() => under.client.prepare(withdraw))).toMatchObject({ code: expected });
    await under.transport.close();
  });

  const depositPath = '/api/v1/account/deposit/address';

  test.each<[string, string, string]>([
    [
      'an address of another chain',
      '{"canDeposit":true,"address":"TJRabPrwbZy45sbavfcjinPJC18kjpRTv8","minQuantity":"1"}',
      'deposit-address-invalid',
    ],
    [
      'an address with a changed letter',
      '{"canDeposit":true,"address":"0x5aaeb6053f3E94C9b9A09f33669435E7Ef1BeAed","minQuantity":"1"}',
      'deposit-address-invalid',
    ],
    ['no address', '{"canDeposit":true,"minQuantity":"1"}', 'exchange-answer-malformed'],
    [
      'a minimum that is no amount',
      `{"canDeposit":true,"address":"${acmeAddress}","minQuantity":"low"}`,
      'exchange-answer-malformed',
    ],
    ['an error without a code', '{"msg":"sorry"}', 'exchange-answer-malformed'],
    ['a list', '[]', 'exchange-answer-malformed'],
    ['a body that was cut off', '{"canDeposit":true,"addr', 'exchange-answer-malformed'],
  ])('for a deposit address: %s', async (_what, body, code) => {
    fixture.script.on(depositPath, { status: 200, body });
    const query = { coin: 'USDT', chain: 'ETH' };
    expect(await failure(() => retrieveDepositAddress(fixture.parts, query))).toMatchObject({ code });
  });
});
