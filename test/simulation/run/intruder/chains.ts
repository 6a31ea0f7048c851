import { sha256 } from '../../invariants/chain.ts';
import type { Raw } from '../raw.ts';

/** The same steps as a right chain of another content. */
export function rechained(digest: string, history: readonly Raw[]): readonly Raw[] {
  let previous = digest;
  return history.map((entry) => {
    const linked = { ...entry, previous };
    previous = sha256(linked);
    return linked;
  });
}
