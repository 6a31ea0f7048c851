import * as v from 'valibot';
import { pauseKey } from '../../core/item-keys.ts';
import { neverPaused, type Pause, type PauseState } from '../pause/pause.ts';
import { CorruptItemError } from './errors.ts';
import { pauseItemSchema } from './pause-item.ts';
import type { Item, Table } from './table.ts';
import { updateVersioned, type Versioned, versionUnchanged } from './versioned.ts';

/** People who switch at the same moment wait for each other this often. */
const roundsMax = 20;

/** The one switch that stops sending. */
export interface PauseStore {
  /**
   * The pauses that stand, read strongly consistent: see `pausing`. Throws where that cannot be told, and then nothing
   * may be sent.
   */
  get(): Promise<readonly Pause[]>;
  /** The switch with its changes. */
  read(): Promise<PauseState>;
  /** Applies a rule to the switch as it stands, again where somebody else was faster. Answers how it stands then. */
  change(rule: (now: PauseState) => PauseState): Promise<PauseState>;
}

export function openPauses(table: Table): PauseStore {
  return {
    get: async () => (await read(table)).state.pauses,
    read: async () => (await read(table)).state,
    change: (rule) => change(table, rule),
  };
}

async function read(table: Table): Promise<Versioned<PauseState>> {
  const item = await table.get(pauseKey);
  if (item === undefined) return { version: 0, state: neverPaused };
  return pauseStateOf(item);
}

/** Throws CorruptItemError for an item that is no switch, or does not stand as its changes left it. */
export function pauseStateOf(item: Item): Versioned<PauseState> {
  const parsed = v.safeParse(pauseItemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pauseKey);
  return { version: parsed.output.version, state: parsed.output.switch };
}

async function change(table: Table, rule: (now: PauseState) => PauseState): Promise<PauseState> {
  const { after } = await updateVersioned({
    what: 'the pause',
    roundsMax,
    read: () => read(table),
    rule,
    write: ({ version }, next) =>
      table.update(pauseKey, { set: { version: version + 1, switch: next }, ...versionUnchanged(version) }),
  });
  return after;
}
