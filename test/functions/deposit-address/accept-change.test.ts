import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { acceptChange } from '../../../functions/deposit-address/accept-change.ts';
import { retrieveDepositAddress } from '../../../functions/deposit-address/deposit-address.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { laterEpoch, person, usualEpoch } from '../../support/people.ts';

const query = { coin: 'USDT', chain: 'ETH' };
const newAddress = '0xde709f2102306220921060314715629080e2fb77';
const thirdAddress = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  offer(acmeAddress);
  await retrieve();
  offer(newAddress);
});
afterEach(() => fixture.close());

function offer(address: string, addressExt = '') {
  const row = { canDeposit: true, address, addressExt, minQuantity: '1', coinType: 'ERC20_TOKEN' };
  fixture.script.on('/api/v1/account/deposit/address', { status: 200, body: JSON.stringify(row) });
}
const retrieve = () => retrieveDepositAddress(fixture.parts, query);
const accept = (name: string, address = newAddress, tag?: string) =>
  acceptChange(
    fixture.parts,
    query,
    { address, ...(tag === undefined ? {} : { tag }) },
    person(`${name}@example.com`),
    { passkeys: 'off' },
  );

describe('a changed deposit address', () => {
  test('is told to payers when two different people have accepted it, and people are told', async () => {
    expect((await accept('bob')).kind).toBe('proposed');
    await expect(retrieve()).rejects.toMatchObject({ code: 'deposit-address-changed' });
    expect((await accept('carol', newAddress.toUpperCase().replace('0X', '0x'))).kind).toBe('accepted');
    expect(await retrieve()).toMatchObject({ address: newAddress });
    expect(fixture.outbox.events.at(-1)).toEqual({
      type: 'DepositAddressAccepted',
      detail: {
        ...query,
        address: newAddress,
        knownAddress: acmeAddress,
        acceptedBy: ['bob@example.com', 'carol@example.com'],
      },
    });
  });

  test('is not accepted by one person twice, in capitals or not', async () => {
    await accept('bob');
    expect((await accept('bob')).kind).toBe('proposed');
    expect((await accept('BOB')).kind).toBe('proposed');
    await expect(retrieve()).rejects.toMatchObject({ code: 'deposit-address-changed' });
  });

  test('is accepted by two people at the same moment once', async () => {
    const kinds = (await Promise.all([accept('bob'), accept('carol'), accept('dave')])).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['accepted', 'known', 'proposed']);
    const item = (await fixture.ledger.dump()).find(({ pk }) => pk === 'deposit-address#USDT#ETH');
    expect(item).toMatchObject({ address: newAddress, replaced: [{ address: acmeAddress }] });
  });

  test('must be the one that the exchange gives now', async () => {
    await expect(accept('bob', thirdAddress)).rejects.toMatchObject({ code: 'deposit-address-not-offered' });
    await expect(accept('bob', newAddress, '7')).rejects.toMatchObject({ code: 'deposit-address-not-offered' });
    await expect(accept('bob', 'mallory')).rejects.toMatchObject({ code: 'deposit-address-not-offered' });
  });

  test('that changed once more between the two needs two people anew', async () => {
    await accept('bob');
    offer(thirdAddress);
    expect((await accept('carol', thirdAddress)).kind).toBe('proposed');
    expect((await accept('bob', thirdAddress)).kind).toBe('accepted');
    expect(await retrieve()).toMatchObject({ address: thirdAddress });
  });

  test('with a tag takes the tag too', async () => {
    offer(acmeAddress, '1234');
    await expect(accept('bob', acmeAddress)).rejects.toMatchObject({ code: 'deposit-address-not-offered' });
    await accept('bob', acmeAddress, '1234');
    await accept('carol', acmeAddress, '1234');
    expect(await retrieve()).toMatchObject({ address: acmeAddress, tag: '1234' });
    offer(acmeAddress);
    await accept('bob', acmeAddress);
    await accept('carol', acmeAddress);
    expect(await retrieve()).not.toHaveProperty('tag');
  });

  test('that was accepted and whose event was lost is told again to whoever repeats the call', async () => {
    await accept('bob');
    fixture.outbox.setAway(true);
    await expect(accept('carol')).rejects.toMatchObject({ code: 'bus-unavailable' });
    fixture.outbox.setAway(false);
    expect((await accept('carol')).kind).toBe('known');
    expect(fixture.outbox.events.at(-1)).toMatchObject({ type: 'DepositAddressAccepted' });
  });

  test('that is no address of its chain is not accepted', async () => {
    offer('not-an-address');
    await expect(accept('bob', 'not-an-address')).rejects.toMatchObject({ code: 'deposit-address-invalid' });
  });
});

test('the acceptance of a person who is named in another way since is the first again, whoever said it before', async () => {
  const first = { ...usualEpoch, since: 0 };
  const acceptAs = (name: string, epoch = laterEpoch) =>
    acceptChange(fixture.parts, query, { address: newAddress }, person(name, epoch), {
      passkeys: 'off',
      firstEpoch: first,
    });
  expect((await acceptAs('bob@example.com', usualEpoch)).kind).toBe('proposed');
  expect((await acceptAs('id-bob')).kind).toBe('proposed');
  expect((await fixture.parts.known.get('USDT', 'ETH'))?.proposal).toMatchObject(person('id-bob', laterEpoch));
  expect((await acceptAs('ID-BOB')).kind).toBe('proposed');
  expect((await acceptAs('id-carol')).kind).toBe('accepted');
});

test('an address that nobody was told before needs no confirmation', async () => {
  const btc = { coin: 'BTC', chain: 'BTC' };
  const address = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
  offer(address);
  await expect(
    acceptChange(fixture.parts, btc, { address }, person('bob@example.com'), { passkeys: 'off' }),
  ).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a coin that is not configured, and a body with more than an address, are refused', async () => {
  const body = { address: newAddress };
  await expect(
    acceptChange(fixture.parts, { coin: 'XYZ', chain: 'ETH' }, body, person('bob'), { passkeys: 'off' }),
  ).rejects.toThrow(/coin/);
  await expect(
    acceptChange(fixture.parts, query, { ...body, by: 'carol' }, person('bob'), { passkeys: 'off' }),
  ).rejects.toThrow(/by: unknown field/);
});
