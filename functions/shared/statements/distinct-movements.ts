import { isDeepStrictEqual } from 'node:util';
import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';

export interface DistinctMovements {
  /** Sorted by time, then by id as a number. */
  readonly movements: readonly FundMovement[];
  /** Others with an id that was shown before, and another content. */
  readonly conflicts: readonly FundMovement[];
}

/** What was shown twice counts once. Ids are told apart by type: nothing says that they are not counted by type. */
export function distinctMovements(shown: readonly FundMovement[]): DistinctMovements {
  const first = new Map<string, FundMovement>();
  const conflicts: FundMovement[] = [];
  for (const movement of shown) {
    const key = movementKey(movement);
    const known = first.get(key);
    if (known === undefined) first.set(key, movement);
    else if (!isDeepStrictEqual(known, movement)) conflicts.push(movement);
  }
  return { movements: [...first.values()].sort(inOrder), conflicts };
}

/** Names a row, here and in a statement. */
export function movementKey({ type, id }: Pick<FundMovement, 'type' | 'id'>): string {
  return `${type}/${id}`;
}

function inOrder(a: FundMovement, b: FundMovement): number {
  return a.time - b.time || compareIds(a.id, b.id) || compareTexts(a.type, b.type);
}

/** As numbers, which ids of 19 digits are too long for: the shorter one is the smaller. */
function compareIds(a: string, b: string): number {
  const isNumber = /^\d+$/;
  if (!isNumber.test(a) || !isNumber.test(b)) return compareTexts(a, b);
  const [one, other] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return one.length - other.length || compareTexts(one, other);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
