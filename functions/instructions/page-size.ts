import { InvalidInputError } from '../shared/core/errors.ts';
import type { Format } from '../shared/runtime/http/response-format.ts';
import { pageSizes } from './list-query.ts';

/** How many a page shows. Throws InvalidInputError where that is more than the format has room for. */
export function pageSize(limit: number | undefined, format: Format): number {
  const { usual, most } = pageSizes[format];
  if (limit === undefined) return usual;
  if (limit <= most) return limit;
  const expected = `a whole number from 1 to ${most}`;
  throw new InvalidInputError('query', [{ field: 'limit', reason: 'is too large', expected }]);
}
