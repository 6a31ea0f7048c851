import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { acceptChange } from '../../../functions/deposit-address/accept-change.ts';
import { retrieveDepositAddress } from '../../../functions/deposit-address/deposit-address.ts';
import { listKnown } from '../../../functions/deposit-address/list-known.ts';
import { knownAddressesView } from '../../../functions/deposit-address/views.ts';
import { depositAddressKey } from '../../../functions/shared/core/item-keys.ts';
import type { CorruptItemError } from '../../../functions/shared/ledger/store/errors.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { person, usualEpoch } from '../../support/people.ts';

const place = { coin: 'USDT', chain: 'ETH' };
const newAddress = '0xde709f2102306220921060314715629080e2fb77';
const firstSeen = new Date(noon).toISOString();
const told = { ...place, address: acmeAddress, firstSeen };

let fixture: FunctionFixture;
let reported: CorruptItemError[];
beforeEach(async () => {
  fixture = await startFunctionFixture();
  reported = [];
});
afterEach(() => fixture.close());

function offer(address: string) {
  const row = { canDeposit: true, address, addressExt: '', minQuantity: '1', coinType: 'ERC20_TOKEN' };
  fixture.script.on('/api/v1/account/deposit/address', { status: 200, body: JSON.stringify(row) });
}
const retrieve = () => retrieveDepositAddress(fixture.parts, place);
const accept = (by: string) =>
  acceptChange(fixture.parts, place, { address: newAddress }, person(by), { passkeys: 'off' });
const list = async (coins = ['USDT', 'BTC']) =>
  knownAddressesView(await listKnown(fixture.parts.known, coins, (error) => reported.push(error)));

async function givenAcceptanceOf(by: string) {
  offer(acmeAddress);
  await retrieve();
  offer(newAddress);
  await accept(by);
}

test('the addresses that payers were told are listed, by coin and chain, of the coins of the policy', async () => {
  const { known } = fixture.parts;
  await known.remember('USDT', 'Tron', { address: 'T1', tag: '7' }, noon);
  await known.remember('USDT', 'ETH', { address: acmeAddress }, noon);
  await known.remember('BTC', 'BTC', { address: 'bc1' }, noon);
  await known.remember('ETH', 'ETH', { address: acmeAddress }, noon);
  expect(await list()).toEqual({
    addresses: [
      { coin: 'BTC', chain: 'BTC', address: 'bc1', firstSeen },
      { coin: 'USDT', chain: 'Tron', address: 'T1', tag: '7', firstSeen },
      told,
    ],
  });
});

test('there is none where nobody ever asked for one', async () => {
  expect(await list()).toEqual({ addresses: [] });
});

test('what waits for a second person is listed with who said it, and without the address', async () => {
  await givenAcceptanceOf('bob@example.com');
  const { issuer, claim } = usualEpoch;
  const proposal = { by: 'bob@example.com', at: expect.any(String), identity: { issuer, claim } };
  expect(await list()).toEqual({ addresses: [{ ...told, proposal }] });
  await accept('carol@example.com');
  expect(await list()).toEqual({ addresses: [{ ...told, address: newAddress, firstSeen: expect.any(String) }] });
});

test('what waits ends where the exchange gives the address again that payers were told', async () => {
  await givenAcceptanceOf('bob@example.com');
  offer(acmeAddress);
  expect(await retrieve()).toMatchObject({ address: acmeAddress });
  expect(await list()).toEqual({ addresses: [told] });
  offer(newAddress);
  expect((await accept('carol@example.com')).kind).toBe('proposed');
});

test('one that is not as it was written is named, told of, and hides no other', async () => {
  await fixture.parts.known.remember('USDT', 'ETH', { address: acmeAddress }, noon);
  await fixture.ledger.table.put({ pk: depositAddressKey('USDT', 'Tron'), address: 7 });
  expect(await list()).toEqual({ addresses: [told], unreadable: ['USDT/Tron'] });
  expect(reported).toHaveLength(1);
});
