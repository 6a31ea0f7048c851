import type { AddressCheck, AddressFamily, Network } from './address-check.ts';
import { bitcoin } from './bitcoin.ts';
import { evm } from './evm.ts';
import { tron } from './tron.ts';

/** Chains by the names that requests to the exchange use; case counts (exchange-api.md section 6). */
const families: ReadonlyMap<string, AddressFamily> = new Map([
  ['BTC', bitcoin],
  ['Tron', tron],
  ...['ETH', 'AvalancheC', 'Polygon', 'Optimism', 'Arbitrum', 'zkSync', 'Klaytn', 'Merlin Chain', 'BSC'].map(
    (chain): [string, AddressFamily] => [chain, evm],
  ),
]);

/** The chains whose addresses can be checked here. */
export const checkableChains: readonly string[] = [...families.keys()];

export interface AddressOptions {
  /** `main` when left out. */
  readonly network?: Network;
}

/** Checks an address for its chain. `unsupported-chain` must be refused by the caller, as `invalid` is. */
export function checkAddress(chain: string, address: string, options: AddressOptions = {}): AddressCheck {
  const family = families.get(chain);
  return family === undefined ? { kind: 'unsupported-chain' } : family.check(address, options.network ?? 'main');
}

/**
 * True when both texts name the same account of that chain, however they are written. It does not check them: two EVM
 * texts that differ in letter case only are the same account even where the case is wrong. False for texts that name
 * no account and for a chain that is not supported.
 */
export function sameAddress(chain: string, a: string, b: string, options: AddressOptions = {}): boolean {
  const identity = addressIdentity(chain, a, options);
  return identity !== undefined && identity === addressIdentity(chain, b, options);
}

/** The comparable form of the account that a text names, right checksum or not. Undefined where it names none. */
export function addressIdentity(chain: string, address: string, options: AddressOptions = {}): string | undefined {
  return families.get(chain)?.identity(address, options.network ?? 'main');
}
