/** What a check of an address found. Only `valid` may be paid to or shown to a payer. */
export type AddressCheck =
  | {
      readonly kind: 'valid';
      /** The form to store and compare: EVM and bech32 in lower case, base58 as it is. */
      readonly canonical: string;
    }
  | { readonly kind: 'invalid'; readonly reason: string; readonly expected: string }
  /** Nobody here can check addresses of this chain, so none of them may be used. */
  | { readonly kind: 'unsupported-chain' };

/**
 * Which network an address must belong to. `main` unless told otherwise: an address of a test network on the real
 * one loses the money. No stage says `test`: whether the exchange's sandbox shows such addresses is not known
 * (ASSUMPTION A16), and until it is they are refused. Only Bitcoin writes the network into its addresses; EVM and
 * Tron addresses are the same on both.
 */
export type Network = 'main' | 'test';

/** The rules of one family of addresses. */
export interface AddressFamily {
  check(address: string, network: Network): AddressCheck;
  /**
   * The comparable form of whatever account the text names, right checksum or not. Undefined where it names none.
   */
  identity(address: string, network: Network): string | undefined;
}

export function valid(canonical: string): AddressCheck {
  return { kind: 'valid', canonical };
}

export function invalid(reason: string, expected: string): AddressCheck {
  return { kind: 'invalid', reason, expected };
}
