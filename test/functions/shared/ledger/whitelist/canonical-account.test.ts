import { describe, expect, test } from '@jest/globals';
import { canonicalAccount } from '../../../../../functions/shared/ledger/whitelist/canonical-account.ts';

const eth = { chain: 'ETH', address: '0xde709f2102306220921060314715629080e2fb77' };
const bitcoin = { chain: 'BTC', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' };

describe('an account has one text', () => {
  test.each([
    ['in capitals', eth, { ...eth, address: `0x${eth.address.slice(2).toUpperCase()}` }],
    ['with a tag, where no address of its chain has one', eth, { ...eth, tag: '7' }],
    ['as a bech32 address in capitals', bitcoin, { ...bitcoin, address: bitcoin.address.toUpperCase() }],
    ['as a bank account with separators', { bankAccount: '012-875-0123456' }, { bankAccount: '0128750123456' }],
    ['as a bank account in small letters', { bankAccount: 'DE89-3704' }, { bankAccount: 'de893704' }],
  ])('%s', (_how, one, other) => {
    expect(canonicalAccount(other)).toBe(canonicalAccount(one));
  });
});

describe('accounts are told apart', () => {
  const unknown = { chain: 'XRP', address: 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh' };
  test.each([
    ['by their chain', eth, { ...eth, chain: 'Polygon' }],
    ['by their address', eth, { ...eth, address: eth.address.replace('77', '78') }],
    ['by the case of an address that has one', unknown, { ...unknown, address: unknown.address.toUpperCase() }],
    ['by their tag, on a chain that may have tags', unknown, { ...unknown, tag: '7' }],
    ['by their digits', { bankAccount: '0128750123456' }, { bankAccount: '0128750123457' }],
  ])('%s', (_how, one, other) => {
    expect(canonicalAccount(other)).not.toBe(canonicalAccount(one));
  });

  test('from the id of a destination, which has no such sign', () => {
    for (const place of [eth, unknown, { bankAccount: '1' }]) expect(canonicalAccount(place)).toContain('#');
  });
});
