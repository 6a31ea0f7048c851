import { ExchangeClient } from '../../../functions/shared/exchange/client/client.ts';
import { resolveEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import type { Queue } from '../../../functions/shared/ledger/messaging/queue.ts';
import { claimTwoFactorStep } from '../../../functions/shared/ledger/store/two-factor-steps.ts';
import { createTablePacer } from '../../../functions/shared/runtime/table-pacer.ts';
import { openKey } from '../../../functions/shared/signing/index.ts';
import { chance } from '../engine/chance.ts';
import type { Instance } from '../engine/instance.ts';
import { busPort, type Deliver } from '../ground/bus-port.ts';
import type { Ground } from '../ground/ground.ts';
import { secretsPort } from '../ground/secrets.ts';
import { tablePort } from '../ground/table-port.ts';
import { transportPort } from '../ground/transport-port.ts';
import type { Site } from './site.ts';

const environment = resolveEnvironment('local', 'http://127.0.0.1:1');
/** As functions/shared/runtime/exchange.ts has it. */
const keyTtlMs = 300_000;

/** How one instance reaches what is outside of it. */
export interface Doors {
  readonly sweeps: Queue;
  readonly releases: Queue;
  readonly deliver: Deliver;
}

/** What one instance stands on: ports of its own, with its own clock. */
export function groundOf(site: Site, instance: Instance, { sweeps, releases, deliver }: Doors): Ground {
  const { io, timeline, observer, secrets, note, plan, newWriteId } = site;
  const clock = {
    now: () => timeline.now + instance.offsetMs,
    sleep: (ms: number) => io.sleep(instance, ms),
  };
  const table = tablePort(io, timeline, instance, site.ground, (pk, item, at) =>
    observer.read({ at, by: instance.name, pk, item }),
  );
  return {
    table,
    clock,
    sweeps,
    releases,
    newWriteId,
    bus: busPort(io, instance, observer, deliver),
    exchange: (name) =>
      new ExchangeClient({
        environment,
        transport: transportPort(site, instance),
        key: openKey({ secretId: name, ttlMs: keyTtlMs, clock, client: secretsPort(io, instance, secrets, name) }),
        clock,
        pacer: createTablePacer(table, name, clock),
        random: () => chance(plan.seed, 'jitter', timeline.events),
        claimStep: (secret, step) => claimTwoFactorStep(table, secret, step),
      }),
    report: (what, { error, ...detail }) => {
      note(instance.name, `reports: ${what} ${error instanceof Error ? error.message : ''}`);
      observer.told.push({ what, ...detail });
      if (error !== undefined) observer.failed(instance.function, error);
    },
  };
}
