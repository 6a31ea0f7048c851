import type { ChainData } from '../data/coins.ts';

const forms: Readonly<Record<ChainData['name'], RegExp>> = {
  ETH: /^0x[0-9a-fA-F]{40}$/,
  BTC: /^(bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/,
  Tron: /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
};

/**
 * Whether a text has the form of an address. Which checks the exchange makes is not documented, so checksums are not
 * looked at.
 */
export function hasAddressForm(chain: ChainData['name'], address: string): boolean {
  return forms[chain].test(address);
}

/** Only Ethereum's addresses are the same in either case. */
export function isSameAddress(chain: string, a: string, b: string): boolean {
  return chain === 'ETH' ? a.toLowerCase() === b.toLowerCase() : a === b;
}
