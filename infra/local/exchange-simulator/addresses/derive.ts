import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, createBase58check } from '@scure/base';
import type { ChainData } from '../data/coins.ts';
import { derive } from '../seeded-random.ts';
import { evmAddress } from './evm.ts';

const base58check = createBase58check(sha256);

/**
 * An address that is well formed on its chain. The same for the same seed and names: repeated calls give a long-lived
 * address (exchange-api.md 3.7). Nobody holds its key.
 */
export function deriveAddress(seed: number, chain: ChainData['name'], ...names: readonly string[]): string {
  const account = derive(seed, 'address', chain, ...names).subarray(0, 20);
  switch (chain) {
    case 'ETH':
      return evmAddress(account);
    case 'BTC':
      // Witness version 0, then the hash of a public key.
      return bech32.encode('bc', [0, ...bech32.toWords(account)]);
    case 'Tron':
      return base58check.encode(Uint8Array.of(0x41, ...account));
  }
}
