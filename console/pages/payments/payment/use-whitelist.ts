import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../../app/context.ts';
import { readWhitelist, type Whitelist } from '../../../app/read-whitelist.ts';

export type WhitelistReading =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly whitelist: Whitelist };

/** All destinations, read once for a page. */
export function useWhitelist(): WhitelistReading {
  const { api } = useApp();
  const [reading, setReading] = useState<WhitelistReading>({ state: 'loading' });
  useEffect(() => {
    readWhitelist(api).then(
      (whitelist) => setReading({ state: 'ready', whitelist }),
      (error: unknown) => setReading({ state: 'failed', error }),
    );
  }, [api]);
  return reading;
}
