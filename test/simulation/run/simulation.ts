import type { Instance } from '../engine/instance.ts';
import { FifoQueue } from '../fakes/fifo-queue.ts';
import type { FunctionName } from '../fakes/functions.ts';
import { queuePort, type Wire } from '../fakes/queue-port.ts';
import { Runner } from '../fakes/runner.ts';
import { buildFakes, type Fakes, type FakesOptions } from './build-fakes.ts';
import { deliverEvent, deliverMessage } from './deliveries.ts';
import { openPorts } from './instance-ports.ts';

/** Everything of one run. */
export interface Simulation extends Fakes {
  readonly sweeps: FifoQueue;
  readonly releases: FifoQueue;
  readonly runner: Runner;
}

const unchanged: Wire = (message) => message;

export function buildSimulation(options: FakesOptions): Simulation {
  const { plan, wire } = options;
  const fakes = buildFakes(options);
  const { timeline, io, trace } = fakes;
  const now = () => timeline.now;
  const queueOf = (reader: FunctionName) =>
    new FifoQueue(timeline, plan.world.groupsOverlap, (message, receives) =>
      deliverMessage(fakes, runner, reader, message, receives),
    );
  const sweeps = queueOf('asset-transfer');
  const releases = queueOf('withdrawal-release');
  const wires = {
    sweeps: wire?.queue('sweeps', now) ?? unchanged,
    releases: wire?.queue('releases', now) ?? unchanged,
  };
  const portsOf = (instance: Instance) =>
    openPorts(fakes, instance, {
      sweeps: queuePort(io, instance, 'sweeps', sweeps, wires.sweeps),
      releases: queuePort(io, instance, 'releases', releases, wires.releases),
      deliver: (type, detail) => deliverEvent(fakes, runner, type, detail),
    });
  const { instanceOffsetMs } = plan.world;
  const runner: Runner = new Runner({ seed: plan.seed, timeline, instanceOffsetMs, portsOf, trace });
  return { ...fakes, sweeps, releases, runner };
}
