import { isDeepStrictEqual } from 'node:util';
import { byStatusIndex, openIndex } from '../../../functions/shared/core/names.ts';
import type { JsonObject } from '../../json.ts';
import type { ItemChange } from '../../local/aws/guard/item-change.ts';
import { itemSize } from './item-size.ts';

interface Index {
  readonly key: string;
  readonly sort: string;
}

const kilobyte = 1_024;

/**
 * What the two indexes are charged for a write, in request units. They hold whole items: a change of their keys is a
 * row less and a row more (DynamoDB guide, "Provisioned throughput considerations for global secondary indexes").
 */
export function indexUnits({ before, after }: ItemChange): number {
  return [openIndex, byStatusIndex].reduce((units, index) => units + unitsOf(index, before, after), 0);
}

function unitsOf(index: Index, before: JsonObject | undefined, after: JsonObject): number {
  const old = before !== undefined && isIn(index, before) ? before : undefined;
  const next = isIn(index, after) ? after : undefined;
  if (old === undefined || next === undefined) return unitsFor(old) + unitsFor(next);
  if (isDeepStrictEqual(old, next)) return 0;
  const isSameRow = [index.key, index.sort].every((name) => isDeepStrictEqual(old[name], next[name]));
  return isSameRow ? Math.max(unitsFor(old), unitsFor(next)) : unitsFor(old) + unitsFor(next);
}

function isIn({ key, sort }: Index, item: JsonObject): boolean {
  return item[key] !== undefined && item[sort] !== undefined;
}

function unitsFor(item: JsonObject | undefined): number {
  return item === undefined ? 0 : Math.ceil(itemSize(item) / kilobyte);
}
