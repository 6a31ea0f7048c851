import { useEffect, useState } from 'preact/hooks';
import type { Entry } from '../../../app/read-whitelist.ts';
import { entryDigest } from '../../../digest/entry-digest.ts';

/** Whether what the page shows is what the treasury has. */
export type EntryCheck =
  | { readonly state: 'checking' }
  | { readonly state: 'same'; readonly digest: string }
  | { readonly state: 'differs' };

/** Computes the digest of what is shown, and compares it with the treasury's. */
export function useEntryCheck(entry: Entry): EntryCheck {
  const [computed, setComputed] = useState<{ readonly of: string; readonly digest: string }>();
  const shown = JSON.stringify(entry.kind === 'bank' ? [entry.id, entry.coin, entry.bankAccount] : cryptoOf(entry));
  useEffect(() => {
    let isWanted = true;
    void entryDigest(entry).then((digest) => isWanted && setComputed({ of: shown, digest }));
    return () => {
      isWanted = false;
    };
  }, [shown]);
  if (computed?.of !== shown) return { state: 'checking' };
  const { digest } = computed;
  return digest === entry.digest ? { state: 'same', digest } : { state: 'differs' };
}

const cryptoOf = ({ id, coin, chain, address, tag }: Extract<Entry, { kind: 'crypto' }>) => [
  id,
  coin,
  chain,
  address,
  tag,
];
