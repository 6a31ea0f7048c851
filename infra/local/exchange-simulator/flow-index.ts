import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { Movement, MovementType } from './records.ts';

/** Finds lines of the fund statement without a look at all of them: a month has a hundred thousand. */
export interface FlowIndex {
  /**
   * Lines of a type in their order, from the first that has an id above `beginId` and may be as late as `from`. Where
   * lines were put in out of order it begins earlier, so the caller looks at each all the same.
   */
  linesFrom(type: MovementType, beginId: bigint, from: Millis): Iterable<Movement>;
  /** Whether the times of a type rise, so that what follows a line is not earlier. */
  timesRise(type: MovementType): boolean;
}

interface Lines {
  readonly items: Movement[];
  hasRisingIds: boolean;
  hasRisingTimes: boolean;
}

/** `movements` may grow, also by other hands, but lines stay where they are. */
export function createFlowIndex(movements: readonly Movement[]): FlowIndex {
  const byType = new Map<MovementType, Lines>();
  let seen = 0;

  function linesOf(type: MovementType): Lines {
    const known = byType.get(type) ?? { items: [], hasRisingIds: true, hasRisingTimes: true };
    byType.set(type, known);
    return known;
  }

  function catchUp(): void {
    for (const movement of movements.slice(seen)) append(linesOf(movement.type), movement);
    seen = movements.length;
  }

  return {
    linesFrom: (type, beginId, from) => {
      catchUp();
      const { items, hasRisingIds, hasRisingTimes } = linesOf(type);
      const byId = hasRisingIds ? firstOf(items, ({ id }) => BigInt(id) > beginId) : 0;
      const byTime = hasRisingTimes ? firstOf(items, ({ time }) => time >= from) : 0;
      return itemsFrom(items, Math.max(byId, byTime));
    },
    timesRise: (type) => linesOf(type).hasRisingTimes,
  };
}

function append(lines: Lines, movement: Movement): void {
  const last = lines.items.at(-1);
  if (last !== undefined && BigInt(last.id) >= BigInt(movement.id)) lines.hasRisingIds = false;
  if (last !== undefined && last.time > movement.time) lines.hasRisingTimes = false;
  lines.items.push(movement);
}

function* itemsFrom(items: readonly Movement[], place: number): Generator<Movement> {
  for (let at = place; at < items.length; at += 1) {
    const item = items[at];
    if (item !== undefined) yield item;
  }
}

/** The place of the first item from which on all are so, by halves. */
function firstOf(items: readonly Movement[], isSo: (item: Movement) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && isSo(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
