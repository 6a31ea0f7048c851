import { isDeepStrictEqual } from 'node:util';
import { StoreUnavailableError } from './errors.ts';
import type { Update } from './table.ts';

/** What an item says, and under which version. */
export interface Versioned<State> {
  /** 0 as long as there is no item, or none that has a version. */
  readonly version: number;
  readonly state: State;
}

/** The condition of a write: the item still stands as it was seen. */
export function versionUnchanged(version: number): Pick<Update, 'condition' | 'values'> {
  return version === 0
    ? { condition: 'attribute_not_exists(#version)', values: {} }
    : { condition: '#version = :seen', values: { seen: version } };
}

/** How one kind of item is changed by a rule. */
export interface VersionedUpdate<State> {
  /** For the error. */
  readonly what: string;
  /** Another writer wins each round, so this many lost rounds mean that something is wrong. */
  readonly roundsMax: number;
  readonly read: () => Promise<Versioned<State>>;
  /** Answers the state itself where nothing is to be changed. */
  readonly rule: (now: State) => State;
  /** False where somebody else was faster. */
  readonly write: (seen: Versioned<State>, next: State) => Promise<boolean>;
  /** What of a state a change is told by. The whole of it where this is left out. */
  readonly comparedBy?: (state: State) => unknown;
}

/** Applies a rule to an item as it stands, and again where somebody else was faster. Throws StoreUnavailableError. */
export async function updateVersioned<State>(
  versionedUpdate: VersionedUpdate<State>,
): Promise<{ readonly before: State; readonly after: State }> {
  const { what, roundsMax, read, rule, write, comparedBy = (state) => state } = versionedUpdate;
  let seen = await read();
  for (let round = 0; round < roundsMax; round += 1) {
    const before = seen.state;
    const after = rule(before);
    if (after === before || (await write(seen, after))) return { before, after };
    seen = await read();
    // The SDK sends a write again when its answer is lost: then our own write stands in our way.
    if (isDeepStrictEqual(comparedBy(seen.state), comparedBy(after))) return { before, after: seen.state };
  }
  throw new StoreUnavailableError(`a change of ${what}`, new Error('others changed it each time'));
}
