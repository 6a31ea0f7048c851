import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkAddress, sameAddress } from '../../../../functions/shared/address/check-address.ts';
import { anyCharacter } from '../../../support/text-arbitraries.ts';

describe('a chain', () => {
  test.each(['Solana', 'TON', 'LTC', 'Dogecoin', 'Cosmos', 'Polkadot'])(
    '%s cannot be checked and is told so',
    (chain) => {
      expect(checkAddress(chain, '0xde709f2102306220921060314715629080e2fb77')).toEqual({ kind: 'unsupported-chain' });
      expect(sameAddress(chain, 'same', 'same')).toBe(false);
    },
  );

  // exchange-api.md section 6: exchangeInfo uses other names, and letter case counts.
  test.each(['ERC20', 'Bitcoin', 'TRC20', 'eth', 'TRON', 'btc', '', ' ETH', 'toString', '__proto__'])(
    'by the name "%s" is not one of a request',
    (chain) => {
      expect(checkAddress(chain, '0xde709f2102306220921060314715629080e2fb77')).toEqual({ kind: 'unsupported-chain' });
    },
  );

  test('never throws and never takes a random text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ETH', 'BTC', 'Tron'),
        fc.string({ unit: anyCharacter, maxLength: 100 }),
        (chain, text) => {
          expect(checkAddress(chain, text).kind).toBe('invalid');
          expect(sameAddress(chain, text, text)).toBe(false);
        },
      ),
    );
  });
});
