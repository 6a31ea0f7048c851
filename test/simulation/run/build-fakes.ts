import type { DeploymentAnswer } from '../../../functions/shared/ledger/policy/deployments.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { Faults } from '../engine/faults.ts';
import { Io } from '../engine/io.ts';
import { Timeline } from '../engine/timeline.ts';
import { MemoryTable } from '../fakes/memory-table.ts';
import { Outages } from '../fakes/outages.ts';
import type { Wire } from '../fakes/queue-port.ts';
import { Secrets } from '../fakes/secrets.ts';
import { SimulatedExchange } from '../fakes/simulated-exchange.ts';
import { startTime } from '../fakes/simulated-policy.ts';
import type { TableBackend } from '../fakes/table-port.ts';
import { againstIntruders, invariants } from '../invariants/index.ts';
import type { Plan } from '../plan/plan.ts';
import { Observer } from './observer.ts';

/** Real services beside memory, for runs over the wire. */
export interface WireServices {
  table(memory: MemoryTable): TableBackend;
  queue(name: 'sweeps' | 'releases', now: () => number): Wire;
}

export interface FakesOptions {
  readonly plan: Plan;
  readonly faults: (isOver: () => boolean) => Faults;
  readonly trace: (at: number, who: string, what: string) => void;
  readonly wire?: WireServices;
}

/** What a run stands on, before any function is there. */
export interface Fakes {
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly io: Io;
  readonly faults: Faults;
  readonly exchange: SimulatedExchange;
  readonly table: MemoryTable;
  /** The table of device heads. It is in memory also over the wire. */
  readonly heads: MemoryTable;
  /** The table as functions reach it. */
  readonly tableBackend: TableBackend;
  readonly observer: Observer;
  readonly secrets: Secrets;
  readonly outages: Outages;
  /** What CloudFormation was told of each deployment. */
  readonly deployments: Map<string, DeploymentAnswer | 'under way'>;
  /** Writes an item past all functions, as a deploy does. */
  readonly put: (item: Item) => void;
  /** A text that no other write has. */
  readonly newWriteId: () => string;
  readonly trace: (who: string, what: string) => void;
}

/** What a call takes once everything is well. */
const healthyMs = 40;

export function buildFakes({ plan, faults: makeFaults, trace: writeTrace, wire }: FakesOptions): Fakes {
  const { seed } = plan;
  const timeline = new Timeline(startTime);
  const now = () => timeline.now;
  const trace = (who: string, what: string) => writeTrace(now(), who, what);
  const isOver = () => now() >= startTime + plan.faultsUntil;
  const faults = makeFaults(isOver);
  const latencyMs = () => (isOver() ? Math.min(healthyMs, plan.world.latencyMs) : plan.world.latencyMs);
  const exchange = new SimulatedExchange(timeline, plan.world, seed);
  const table: MemoryTable = new MemoryTable(now, (pk, item, before) => observer.written(pk, item, before));
  const heads = new MemoryTable(now, (pk, item) => observer.devices.headWritten(pk, item, now()));
  const isIntruded = plan.world.devices?.isIntruded === true;
  const observer = new Observer(plan, exchange, now, table, isIntruded ? againstIntruders : invariants);
  const tableBackend = wire?.table(table) ?? table;
  let writes = 0;
  return {
    plan,
    timeline,
    io: new Io({ seed, timeline, faults, latencyMs, trace }),
    faults,
    exchange,
    table,
    heads,
    tableBackend,
    observer,
    secrets: new Secrets(),
    outages: new Outages(),
    deployments: new Map(),
    put: (item) => {
      const written = tableBackend.put(item);
      if (written instanceof Promise) timeline.standStill(written);
    },
    newWriteId: () => {
      writes += 1;
      return `write-${writes}`;
    },
    trace,
  };
}
