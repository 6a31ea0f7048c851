import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../json.ts';

/** A table's items in DynamoDB's own JSON, by their keys. */
export type Snapshot = ReadonlyMap<string, JsonObject>;

/** Items by the attributes that name them. */
export function snapshotOf(items: readonly JsonObject[], keyNames: readonly string[]): Snapshot {
  return new Map(items.map((item) => [JSON.stringify(keyNames.map((name) => item[name])), item]));
}

/** The lines of a full export. */
export function wholeLines(now: Snapshot): JsonObject[] {
  return [...now.values()].map((Item) => ({ Item }));
}

/**
 * The lines of an increment between two pictures of the table: what came, went or changed, with its last state only.
 */
export function changeLines(
  before: Snapshot,
  now: Snapshot,
  keyNames: readonly string[],
  at: { readonly writtenAt: number; readonly withOldImages: boolean },
): JsonObject[] {
  const Metadata = { WriteTimestampMicros: { N: String(at.writtenAt * 1_000) } };
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].flatMap((key) => {
    const [OldImage, NewImage] = [before.get(key), now.get(key)];
    if (isDeepStrictEqual(OldImage, NewImage)) return [];
    const Keys = Object.fromEntries(keyNames.map((name) => [name, (NewImage ?? OldImage)?.[name]]));
    return [
      {
        Metadata,
        Keys,
        ...(OldImage !== undefined && at.withOldImages ? { OldImage } : {}),
        ...(NewImage === undefined ? {} : { NewImage }),
      },
    ];
  });
}
