import { isTreasuryError } from '../../../functions/base/errors.ts';
import { ExchangeClient } from '../../../functions/exchange/client/client.ts';
import { resolveEnvironment } from '../../../functions/exchange/environments/resolve.ts';
import type { Item } from '../../../functions/ledger/store/table.ts';
import { claimTwoFactorStep } from '../../../functions/ledger/store/two-factor-steps.ts';
import { createTablePacer } from '../../../functions/runtime/table-pacer.ts';
import { openKey } from '../../../functions/signing/index.ts';
import { between, chance } from '../engine/chance.ts';
import type { Faults } from '../engine/faults.ts';
import type { Instance } from '../engine/instance.ts';
import { Io } from '../engine/io.ts';
import { Timeline } from '../engine/timeline.ts';
import { busPort } from '../ground/bus-port.ts';
import { ExchangeWorld } from '../ground/exchange-world.ts';
import { FifoQueue } from '../ground/fifo-queue.ts';
import type { FunctionName, Ground } from '../ground/functions.ts';
import type { HouseKey } from '../ground/keys.ts';
import { MemoryTable } from '../ground/memory-table.ts';
import { Outages } from '../ground/outages.ts';
import { startTime } from '../ground/policy.ts';
import { queuePort, type Wire } from '../ground/queue-port.ts';
import { Runner } from '../ground/runner.ts';
import { Secrets, secretsPort } from '../ground/secrets.ts';
import { type TableGround, tablePort } from '../ground/table-port.ts';
import { transportPort } from '../ground/transport-port.ts';
import { invariants } from '../invariants/index.ts';
import type { Plan } from '../plan/plan.ts';
import { Observer } from './observer.ts';

/** Real services beside memory, for runs over the wire. */
export interface WireGround {
  table(memory: MemoryTable): TableGround;
  queue(name: 'sweeps' | 'releases', now: () => number): Wire;
}

/** Everything of one run. */
export interface House {
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly io: Io;
  readonly faults: Faults;
  readonly world: ExchangeWorld;
  readonly table: MemoryTable;
  readonly observer: Observer;
  readonly secrets: Secrets;
  readonly outages: Outages;
  readonly sweeps: FifoQueue;
  readonly releases: FifoQueue;
  readonly runner: Runner;
  /** Writes an item past all functions, as a deploy does. */
  readonly put: (item: Item) => void;
  readonly note: (who: string, what: string) => void;
}

const environment = resolveEnvironment('local', 'http://127.0.0.1:1');
/** What a call takes once everything is well. */
const healthyMs = 40;
/** As functions/runtime/exchange.ts has it. */
const keyTtlMs = 300_000;

/** As functions/runtime/sqs.ts has it: what trying again cannot mend is told and left. */
const finalCodes: ReadonlySet<string> = new Set([
  'invalid-input',
  'not-found',
  'instruction-conflict',
  'version-conflict',
]);

function isFinal(error: unknown): boolean {
  return isTreasuryError(error) && finalCodes.has(error.code);
}

export interface HouseOptions {
  readonly plan: Plan;
  readonly faults: (isOver: () => boolean) => Faults;
  readonly note: (at: number, who: string, what: string) => void;
  readonly wire?: WireGround;
}

export function buildHouse({ plan, faults: makeFaults, note: tell, wire }: HouseOptions): House {
  const { seed } = plan;
  const timeline = new Timeline(startTime);
  const note = (who: string, what: string) => tell(timeline.now, who, what);
  const isOver = () => timeline.now >= startTime + plan.faultsUntil;
  const faults = makeFaults(isOver);
  const latencyMs = () => (isOver() ? Math.min(healthyMs, plan.world.latencyMs) : plan.world.latencyMs);
  const io = new Io({ seed, timeline, faults, latencyMs, note });
  const world = new ExchangeWorld(timeline, plan.world, seed);
  const now = () => timeline.now;
  const table: MemoryTable = new MemoryTable(now, (pk, item, before) => observer.written(pk, item, before));
  const observer = new Observer(plan, world, now, table, invariants);
  const secrets = new Secrets();
  const outages = new Outages();
  const ground: TableGround = wire?.table(table) ?? table;
  const queueOf = (name: FunctionName) =>
    new FifoQueue(timeline, plan.world.groupsOverlap, async ({ body }, receives) => {
      const invoked = await runner.invoke(name, { body, receives });
      if (invoked.kind === 'failed') observer.failed(name, invoked.error);
      if (invoked.kind === 'busy' || invoked.kind === 'done') return invoked.kind;
      if (invoked.kind === 'failed' && isFinal(invoked.error)) return 'done';
      note(name, `gives a message back: ${invoked.kind === 'failed' ? String(invoked.error) : invoked.kind}`);
      return 'failed';
    });
  const sweeps = queueOf('asset-transfer');
  const releases = queueOf('withdrawal-release');
  const sweepWire = wire?.queue('sweeps', now) ?? ((message) => message);
  const releaseWire = wire?.queue('releases', now) ?? ((message) => message);
  let writes = 0;

  /** infra/constructs/treasury-bus.ts: an unknown outcome asks for a tick. At least once, and now and then not at all. */
  function deliver(type: string, { status }: Readonly<Record<string, unknown>>): void {
    if (type !== 'InstructionStatusChanged' || status !== 'unknown') return;
    const call = io.call('bus/ticks', ['event-lost', 'event-twice', 'event-delay']);
    if (call.fault === 'event-lost') return;
    const delay = call.fault === 'event-delay' ? between(call.chance('delay'), 1_000, 200_000) : 20;
    const times = call.fault === 'event-twice' ? [delay, delay + 50] : [delay];
    for (const ms of times) timeline.after(ms, () => void runner.invoke('reconciliation', { body: { status } }));
  }

  function groundOf(instance: Instance): Ground {
    const clock = {
      now: () => timeline.now + instance.offsetMs,
      sleep: (ms: number) => io.sleep(instance, ms),
    };
    const tableOfInstance = tablePort(io, timeline, instance, ground, (pk, item) =>
      observer.read({ at: timeline.now, by: instance.name, pk, item }),
    );
    const exchange = (name: HouseKey) =>
      new ExchangeClient({
        environment,
        transport: transportPort({ io, timeline, world, observer, outages, note }, instance),
        key: openKey({ secretId: name, ttlMs: keyTtlMs, clock, client: secretsPort(io, instance, secrets, name) }),
        clock,
        pacer: createTablePacer(tableOfInstance, name === 'person' ? 'read' : name, clock),
        random: () => chance(seed, 'jitter', timeline.events),
        claimStep: (secret, step) => claimTwoFactorStep(tableOfInstance, secret, step),
      });
    return {
      table: tableOfInstance,
      clock,
      bus: busPort(io, instance, observer, deliver),
      sweeps: queuePort(io, instance, 'sweeps', sweeps, sweepWire),
      releases: queuePort(io, instance, 'releases', releases, releaseWire),
      exchange,
      newWriteId: () => {
        writes += 1;
        return `write-${writes}`;
      },
      report: (what, { error, ...detail }) => {
        note(instance.name, `reports: ${what} ${error instanceof Error ? error.message : ''}`);
        observer.told.push({ what, ...detail });
        if (error !== undefined) observer.failed(instance.function, error);
      },
    };
  }

  const { instanceOffsetMs } = plan.world;
  const runner = new Runner({ seed, timeline, instanceOffsetMs, ground: groundOf, note });
  const put = (item: Item) => {
    const written = ground.put(item);
    if (written instanceof Promise) timeline.standStill(written);
  };
  return { plan, timeline, io, faults, world, table, observer, secrets, outages, sweeps, releases, runner, put, note };
}
