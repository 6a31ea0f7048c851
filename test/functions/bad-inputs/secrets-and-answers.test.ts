import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { retrieveDepositAddress } from '../../../functions/deposit-address/deposit-address.ts';
import { withdraw } from '../../../functions/shared/exchange/endpoints/withdraw.ts';
import { clientAt, sampleSecret } from '../../support/exchange-client.ts';
import type { FunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { failure } from '../../support/refusals.ts';
import { type BadInputs, startBadInputs } from './bad-inputs.ts';

let inputs: BadInputs;
let fixture: FunctionFixture;
beforeAll(async () => {
  inputs = await startBadInputs();
  fixture = inputs.fixture;
});
afterAll(() => inputs.close());
afterEach(() => inputs.expectNothingChanged());

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
