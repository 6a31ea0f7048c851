/** How one opened key signs for each API. Undefined where it cannot. Closures hold the key: nothing to print. */
export interface ApiSigners {
  /** Makes the `signature` parameter of a canonical text, not yet percent-encoded. */
  readonly current: ((text: string) => string) | undefined;
  readonly pro: { readonly authType: 'PUB-PRIV' | 'HMAC'; readonly sign: (message: string) => string } | undefined;
}
