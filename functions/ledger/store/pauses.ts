import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { neverPaused, type Pause, type PauseSwitch } from '../pause/pause.ts';
import { CorruptItemError, StoreUnavailableError } from './errors.ts';
import { pauseItemSchema } from './pause-item.ts';
import type { Table } from './table.ts';

const key = 'pause';

/** People who switch at the same moment wait for each other this often. */
const roundsMax = 20;

/** The one switch that stops sending. */
export interface PauseStore {
  /**
   * The pauses that stand, read strongly consistent: see `pausing`. Throws where that cannot be told, and then nothing may
   * be sent.
   */
  get(): Promise<readonly Pause[]>;
  /** The switch with its changes. */
  read(): Promise<PauseSwitch>;
  /** Applies a rule to the switch as it stands, again where somebody else was faster. Answers how it stands then. */
  change(rule: (now: PauseSwitch) => PauseSwitch): Promise<PauseSwitch>;
}

export function openPauses(table: Table): PauseStore {
  return {
    get: async () => (await read(table)).standing.pauses,
    read: async () => (await read(table)).standing,
    change: (rule) => change(table, rule),
  };
}

interface Seen {
  /** 0 as long as there is no item. */
  readonly version: number;
  readonly standing: PauseSwitch;
}

async function read(table: Table): Promise<Seen> {
  const item = await table.get(key);
  if (item === undefined) return { version: 0, standing: neverPaused };
  const parsed = v.safeParse(pauseItemSchema, item);
  if (!parsed.success) throw new CorruptItemError(key);
  return { version: parsed.output.version, standing: parsed.output.switch };
}

async function change(table: Table, rule: (now: PauseSwitch) => PauseSwitch): Promise<PauseSwitch> {
  let seen = await read(table);
  for (let round = 0; round < roundsMax; round += 1) {
    const next = rule(seen.standing);
    if (next === seen.standing || (await write(table, seen.version, next))) return next;
    seen = await read(table);
    // The SDK sends a write again when its answer is lost: then our own write stands in our way.
    if (isDeepStrictEqual(seen.standing, next)) return next;
  }
  throw new StoreUnavailableError('a change of the pause', new Error('others changed it each time'));
}

function write(table: Table, seen: number, next: PauseSwitch): Promise<boolean> {
  const set = { version: seen + 1, switch: next };
  return table.update(
    key,
    seen === 0
      ? { set, condition: 'attribute_not_exists(#version)', values: {} }
      : { set, condition: '#version = :seen', values: { seen } },
  );
}
