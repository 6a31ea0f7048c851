import { canonicalDigest } from './canonical-digest.ts';

/** What a page shows of a destination. */
export type ShownEntry = { readonly id: string; readonly coin: string } & (
  | { readonly kind: 'crypto'; readonly chain: string; readonly address: string; readonly tag?: string | undefined }
  | { readonly kind: 'bank'; readonly bankAccount: string }
);

/**
 * The digest of a destination as it is shown. It has to be the server's: who confirms says by it that they saw this
 * address.
 */
export async function entryDigest(shown: ShownEntry): Promise<string> {
  const { id, coin } = shown;
  if (shown.kind === 'bank') {
    return canonicalDigest({ id, target: { kind: shown.kind, coin, bankAccount: shown.bankAccount } });
  }
  const { kind, chain, address, tag } = shown;
  return canonicalDigest({ id, target: { kind, coin, chain, address, ...(tag === undefined ? {} : { tag }) } });
}
