import { useEffect, useState } from 'preact/hooks';
import { monthDigest } from '../../../digest/month-digest.ts';
import type { MonthView } from './month-view.ts';

/**
 * Whether what is shown has the digest that would be signed. `in-part` where there is more of it than is shown: then
 * nobody can tell here.
 */
export type ShownDigest = 'computing' | 'same' | 'differs' | 'in-part';

export function useShownDigest(view: MonthView): ShownDigest {
  const [found, setFound] = useState<{ readonly of: MonthView; readonly digest: string }>();
  const isWhole = view.unexplainedLeftOut === 0;
  useEffect(() => {
    if (!isWhole) return;
    void monthDigest(view).then((digest) => setFound({ of: view, digest }));
  }, [view, isWhole]);
  if (!isWhole) return 'in-part';
  if (found?.of !== view) return 'computing';
  return found.digest === view.digest ? 'same' : 'differs';
}
