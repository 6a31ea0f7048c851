import { InvalidInputError } from '../../core/errors.ts';

/**
 * Refuses an id that reads like one that was used before. A destination is asked for, shown and paused by its id: who
 * reads `Acme-eth` for `acme-eth` pays to somebody else, and a pause of the one does not stop the other.
 */
export function requireDistinctId(id: string, known: readonly { readonly id: string }[]): void {
  const other = known.find((each) => each.id !== id && normalizeId(each.id) === normalizeId(id));
  if (other === undefined) return;
  const expected = 'an id that differs in more than capitals, hyphens and underscores';
  throw new InvalidInputError('whitelist entry', [{ field: 'id', reason: `reads like ${other.id}`, expected }]);
}

/** What is left for the ear. */
function normalizeId(id: string): string {
  return id.replaceAll(/[-_]/g, '').toLowerCase();
}
