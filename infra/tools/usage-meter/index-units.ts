import { isDeepStrictEqual } from 'node:util';
import { byStatusIndex, openIndex, searchIndex } from '../../../functions/shared/core/names.ts';
import type { JsonObject } from '../../json.ts';
import type { ItemChange } from '../../local/aws/guard/item-change.ts';
import { itemSize } from './item-size.ts';

interface Index {
  readonly key: string;
  readonly sort: string;
}

const kilobyte = 1_024;

/**
 * What the indexes are charged for a write, in request units. A change of their keys is a row less and a row more
 * (DynamoDB guide, "Provisioned throughput considerations for global secondary indexes"). Two of them hold whole items;
 * the one for searches holds keys, so that only their change is a write.
 */
export function indexUnits({ before, after }: ItemChange): number {
  const whole = [openIndex, byStatusIndex].reduce((units, index) => units + unitsOf(index, before, after), 0);
  return whole + unitsOf(searchIndex, before && keysIn(searchIndex, before), keysIn(searchIndex, after));
}

function keysIn({ key, sort }: Index, item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => ['pk', key, sort].includes(name)));
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
