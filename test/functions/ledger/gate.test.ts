import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/base/amount.ts';
import { gate } from '../../../functions/ledger/policy/gate.ts';
import { acmeAddress, policyWith } from '../../support/instructions.ts';

const policy = policyWith({
  whitelist: [
    { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: acmeAddress },
    { id: 'acme-btc', coin: 'BTC', chain: 'BTC', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' },
  ],
});
const wish = (changes: Record<string, string> = {}) => ({
  destination: 'acme-usdt-eth',
  coin: 'USDT',
  chain: 'ETH',
  ...changes,
  quantity: amount(changes.quantity ?? '50000'),
});

describe('the gate', () => {
  test('lets a known destination have up to the limit', () => {
    expect(gate(wish(), policy)).toMatchObject({ kind: 'allowed', entry: { address: acmeAddress } });
  });

  test.each([
    ['an unlisted destination', { destination: 'mallory' }, 'destination-not-whitelisted'],
    ['an address instead of an id', { destination: acmeAddress }, 'destination-not-whitelisted'],
    ['the wrong coin for the destination', { coin: 'BTC' }, 'destination-mismatch'],
    ['the wrong chain for the destination', { chain: 'Tron' }, 'destination-mismatch'],
    ['a coin that may not leave', { destination: 'acme-btc', coin: 'BTC', chain: 'BTC' }, 'coin-not-allowed'],
    ['more decimals than the exchange takes', { quantity: '0.0000001' }, 'too-many-decimals'],
    ['over the limit by one unit', { quantity: '50000.000001' }, 'over-per-instruction'],
  ])('refuses %s', (_what, changes, reason) => {
    expect(gate(wish(changes), policy)).toEqual({ kind: 'refused', reason });
  });

  test('refuses what its coin or its destination can never have', () => {
    const withdrawals = {
      USDT: { perInstruction: '500', perDestination: { rolling: [{ windowMs: 86_400_000, amount: '400' }] } },
    };
    const limited = policyWith({ withdrawals });
    expect(gate(wish({ quantity: '400' }), limited).kind).toBe('allowed');
    expect(gate(wish({ quantity: '401' }), limited)).toEqual({ kind: 'refused', reason: 'over-destination-limit' });
  });

  test('looks up names, not inherited properties', () => {
    const odd = policyWith({ whitelist: [{ id: 'x', coin: 'CONSTRUCTOR', chain: 'ETH', address: acmeAddress }] });
    expect(gate(wish({ destination: 'x', coin: 'CONSTRUCTOR' }), odd)).toMatchObject({ reason: 'coin-not-allowed' });
  });
});
