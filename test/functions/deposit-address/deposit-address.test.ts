import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { retrieveDepositAddress } from '../../../functions/deposit-address/deposit-address.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  offer({ address: acmeAddress });
});
afterEach(() => fixture.close());

const offer = (changes: Record<string, unknown>) =>
  fixture.script.on('/api/v1/account/deposit/address', {
    status: 200,
    body: JSON.stringify({
      canDeposit: true,
      address: '',
      addressExt: '',
      minQuantity: '1',
      coinType: 'ERC20_TOKEN',
      ...changes,
    }),
  });
const retrieve = (query: unknown = { coin: 'USDT', chain: 'ETH' }) => retrieveDepositAddress(fixture.parts, query);

describe('a deposit address', () => {
  test('is checked, remembered and told with its minimum', async () => {
    expect(await retrieve()).toEqual({
      coin: 'USDT',
      chain: 'ETH',
      address: acmeAddress,
      minQuantity: '1',
      firstSeen: new Date(noon).toISOString(),
    });
  });

  test('keeps the day on which it was first seen, also when it is written in other letters', async () => {
    await retrieve();
    fixture.clock.advance(86_400_000);
    offer({ address: acmeAddress.toLowerCase() });
    expect(await retrieve()).toMatchObject({ firstSeen: new Date(noon).toISOString() });
  });

  test.each([
    ['another address', { address: '0xde709f2102306220921060314715629080e2fb77' }],
    ['the same address with a tag', { address: acmeAddress, addressExt: '1234' }],
  ])('that changed to %s is refused with an alarm, and still refused the next time', async (_what, changed) => {
    await retrieve();
    offer(changed);
    for (let time = 1; time <= 2; time += 1) {
      await expect(retrieve()).rejects.toMatchObject({ code: 'deposit-address-changed' });
      expect(fixture.outbox.events).toHaveLength(time);
    }
    expect(fixture.outbox.events[0]).toMatchObject({
      type: 'DepositAddressChanged',
      detail: { coin: 'USDT', chain: 'ETH', knownAddress: acmeAddress },
    });
    offer({ address: acmeAddress });
    expect((await retrieve()).address).toBe(acmeAddress);
  });

  test('that changed is not told even when the alarm cannot be raised', async () => {
    await retrieve();
    offer({ address: '0xde709f2102306220921060314715629080e2fb77' });
    fixture.outbox.setAway(true);
    await expect(retrieve()).rejects.toMatchObject({ code: 'bus-unavailable' });
  });

  test('is not told while deposits are off, and a change is noticed even then', async () => {
    offer({ address: acmeAddress, canDeposit: false });
    await expect(retrieve()).rejects.toMatchObject({ code: 'deposits-not-possible' });
    offer({ address: '0xde709f2102306220921060314715629080e2fb77', canDeposit: false });
    await expect(retrieve()).rejects.toMatchObject({ code: 'deposit-address-changed' });
  });

  test.each([
    ['its checksum is wrong', { address: '0x5aaeb6053f3E94C9b9A09f33669435E7Ef1BeAed' }, 'deposit-address-invalid'],
    ['it is empty', { address: '' }, 'deposit-address-invalid'],
    ['it is of another chain', { address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' }, 'deposit-address-invalid'],
  ])('is not told and not remembered when %s', async (_why, changes, code) => {
    offer(changes);
    await expect(retrieve()).rejects.toMatchObject({ code });
    expect((await fixture.ledger.dump()).map(({ pk }) => pk)).not.toContain('deposit-address#USDT#ETH');
  });
});
