import { checkAddress, checkableChains } from '../../address/check-address.ts';
import { chainsOf, isCoinOn } from '../../address/coin-chains.ts';
import type { Flaw } from '../../core/errors.ts';
import type { CryptoTarget, Target } from './entry.ts';

/** Why a target cannot exist, be it proposed by a person or by the configuration. Empty for one that can. */
export function targetFlaws(target: Target): readonly Flaw[] {
  if (target.kind === 'bank') return /[A-Za-z0-9]/.test(target.bankAccount) ? [] : [noBankAccount];
  return [...addressFlaws(target), ...tagFlaws(target), ...coinFlaws(target)];
}

const noBankAccount: Flaw = {
  field: 'bankAccount',
  reason: 'has neither a letter nor a digit',
  expected: 'a bank account as the exchange names it',
};

function addressFlaws({ chain, address }: CryptoTarget): readonly Flaw[] {
  const check = checkAddress(chain, address);
  switch (check.kind) {
    case 'valid':
      return [];
    case 'invalid':
      return [{ field: 'address', reason: check.reason, expected: check.expected }];
    case 'unsupported-chain': {
      const expected = `one of ${checkableChains.join(', ')}`;
      return [{ field: 'chain', reason: 'addresses of this chain cannot be checked', expected }];
    }
  }
}

/** No chain whose addresses can be checked has tags. */
function tagFlaws({ chain, tag }: CryptoTarget): readonly Flaw[] {
  if (tag === undefined) return [];
  return [{ field: 'tag', reason: `${chain} has no tags`, expected: 'no tag' }];
}

function coinFlaws({ coin, chain }: CryptoTarget): readonly Flaw[] {
  if (isCoinOn(coin, chain)) return [];
  const chains = chainsOf(coin);
  const expected = chains.length === 0 ? `a coin that ${chain} has` : `${chains.join(' or ')} as chain of ${coin}`;
  return [{ field: 'coin', reason: `${coin} is not on ${chain}`, expected }];
}
