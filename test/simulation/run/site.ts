import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { Faults } from '../engine/faults.ts';
import { Io } from '../engine/io.ts';
import { Timeline } from '../engine/timeline.ts';
import { ExchangeWorld } from '../ground/exchange-world.ts';
import { MemoryTable } from '../ground/memory-table.ts';
import { Outages } from '../ground/outages.ts';
import { startTime } from '../ground/policy.ts';
import type { Wire } from '../ground/queue-port.ts';
import { Secrets } from '../ground/secrets.ts';
import type { TableGround } from '../ground/table-port.ts';
import { invariants } from '../invariants/index.ts';
import type { Plan } from '../plan/plan.ts';
import { Observer } from './observer.ts';

/** Real services beside memory, for runs over the wire. */
export interface WireGround {
  table(memory: MemoryTable): TableGround;
  queue(name: 'sweeps' | 'releases', now: () => number): Wire;
}

export interface SiteOptions {
  readonly plan: Plan;
  readonly faults: (isOver: () => boolean) => Faults;
  readonly note: (at: number, who: string, what: string) => void;
  readonly wire?: WireGround;
}

/** What a run stands on, before any function is there. */
export interface Site {
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly io: Io;
  readonly faults: Faults;
  readonly world: ExchangeWorld;
  readonly table: MemoryTable;
  /** The table as functions reach it. */
  readonly ground: TableGround;
  readonly observer: Observer;
  readonly secrets: Secrets;
  readonly outages: Outages;
  /** Writes an item past all functions, as a deploy does. */
  readonly put: (item: Item) => void;
  /** A text that no other write has. */
  readonly newWriteId: () => string;
  readonly note: (who: string, what: string) => void;
}

/** What a call takes once everything is well. */
const healthyMs = 40;

export function buildSite({ plan, faults: makeFaults, note: tell, wire }: SiteOptions): Site {
  const { seed } = plan;
  const timeline = new Timeline(startTime);
  const now = () => timeline.now;
  const note = (who: string, what: string) => tell(now(), who, what);
  const isOver = () => now() >= startTime + plan.faultsUntil;
  const faults = makeFaults(isOver);
  const latencyMs = () => (isOver() ? Math.min(healthyMs, plan.world.latencyMs) : plan.world.latencyMs);
  const world = new ExchangeWorld(timeline, plan.world, seed);
  const table: MemoryTable = new MemoryTable(now, (pk, item, before) => observer.written(pk, item, before));
  const observer = new Observer(plan, world, now, table, invariants);
  const ground = wire?.table(table) ?? table;
  let writes = 0;
  return {
    plan,
    timeline,
    io: new Io({ seed, timeline, faults, latencyMs, note }),
    faults,
    world,
    table,
    ground,
    observer,
    secrets: new Secrets(),
    outages: new Outages(),
    put: (item) => {
      const written = ground.put(item);
      if (written instanceof Promise) timeline.standStill(written);
    },
    newWriteId: () => {
      writes += 1;
      return `write-${writes}`;
    },
    note,
  };
}
