import { addressIdentity } from '../../address/check-address.ts';

/** Where money goes, as a whitelist entry or an instruction says it. */
export type Place =
  | { readonly chain: string; readonly address: string; readonly tag?: string }
  | { readonly bankAccount: string };

/**
 * One text for each account, however it is written: what has the same text is paid into the same account, whatever id
 * the whitelist knows it by. The tag does not count where the address can be checked: no such chain has tags, so a tag
 * would only make a second name for one account. A bank account is the same one without its separators.
 */
export function canonicalAccount(place: Place): string {
  if ('bankAccount' in place) return `bank#${place.bankAccount.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()}`;
  const { chain, address, tag } = place;
  const identity = addressIdentity(chain, address);
  if (identity !== undefined) return `${chain}#${identity}`;
  return tag === undefined ? `${chain}#${address}` : `${chain}#${address}#${tag}`;
}
