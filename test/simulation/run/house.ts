import type { Instance } from '../engine/instance.ts';
import { FifoQueue } from '../ground/fifo-queue.ts';
import type { FunctionName } from '../ground/functions.ts';
import { queuePort, type Wire } from '../ground/queue-port.ts';
import { Runner } from '../ground/runner.ts';
import { deliverEvent, deliverMessage } from './deliveries.ts';
import { groundOf } from './instance-ground.ts';
import { buildSite, type Site, type SiteOptions } from './site.ts';

/** Everything of one run. */
export interface House extends Site {
  readonly sweeps: FifoQueue;
  readonly releases: FifoQueue;
  readonly runner: Runner;
}

const inMemory: Wire = (message) => message;

export function buildHouse(options: SiteOptions): House {
  const { plan, wire } = options;
  const site = buildSite(options);
  const { timeline, io, note } = site;
  const now = () => timeline.now;
  const queueOf = (reader: FunctionName) =>
    new FifoQueue(timeline, plan.world.groupsOverlap, (message, receives) =>
      deliverMessage(site, runner, reader, message, receives),
    );
  const sweeps = queueOf('asset-transfer');
  const releases = queueOf('withdrawal-release');
  const wires = {
    sweeps: wire?.queue('sweeps', now) ?? inMemory,
    releases: wire?.queue('releases', now) ?? inMemory,
  };
  const ground = (instance: Instance) =>
    groundOf(site, instance, {
      sweeps: queuePort(io, instance, 'sweeps', sweeps, wires.sweeps),
      releases: queuePort(io, instance, 'releases', releases, wires.releases),
      deliver: (type, detail) => deliverEvent(site, runner, type, detail),
    });
  const { instanceOffsetMs } = plan.world;
  const runner: Runner = new Runner({ seed: plan.seed, timeline, instanceOffsetMs, ground, note });
  return { ...site, sweeps, releases, runner };
}
