import { createHash } from 'node:crypto';
import { ExchangeClient } from '../../../functions/shared/exchange/client/client.ts';
import { resolveEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import type { Queue } from '../../../functions/shared/ledger/messaging/queue.ts';
import { claimTwoFactorStep } from '../../../functions/shared/ledger/store/two-factor-steps.ts';
import { createTablePacer } from '../../../functions/shared/runtime/table-pacer.ts';
import { openKey } from '../../../functions/shared/signing/index.ts';
import { chance } from '../engine/chance.ts';
import type { Instance } from '../engine/instance.ts';
import { busPort, type Deliver } from '../fakes/bus-port.ts';
import { logPort } from '../fakes/log-port.ts';
import { passkeyPorts } from '../fakes/passkey-ports.ts';
import type { SimulatedPorts } from '../fakes/ports.ts';
import { secretsPort } from '../fakes/secrets.ts';
import { tablePort } from '../fakes/table-port.ts';
import { transportPort } from '../fakes/transport-port.ts';
import type { Fakes } from './build-fakes.ts';

const environment = resolveEnvironment('local', 'http://127.0.0.1:1');
/** As functions/shared/runtime/exchange.ts has it. */
const keyTtlMs = 300_000;

/** How one instance reaches what is outside of it. */
export interface OutgoingPorts {
  readonly sweeps: Queue;
  readonly releases: Queue;
  readonly deliver: Deliver;
}

/** How a read of the table of heads is told. */
export function headPk(credentialId: string): string {
  return `head#${credentialId}`;
}

/** What one instance stands on: ports of its own, with its own clock. */
export function openPorts(
  fakes: Fakes,
  instance: Instance,
  { sweeps, releases, deliver }: OutgoingPorts,
): SimulatedPorts {
  const { io, timeline, observer, trace, plan, newWriteId, deployments } = fakes;
  const clock = {
    now: () => timeline.now + instance.offsetMs,
    sleep: (ms: number) => io.sleep(instance, ms),
  };
  const table = tablePort(io, timeline, instance, fakes.tableBackend, (pk, item, at) =>
    observer.read({ at, by: instance.name, pk, item }),
  );
  const headTable = tablePort(io, timeline, instance, fakes.heads, (pk, item, at) =>
    observer.read({ at, by: instance.name, pk: headPk(pk), item }),
  );
  return {
    table,
    headTable,
    passkeys: passkeyPorts(plan.world.devices, headTable),
    newNonce: () => createHash('sha256').update(newWriteId()).digest('base64url'),
    standStill: (real) => void timeline.standStill(real),
    clock,
    sweeps,
    releases,
    newId: newWriteId,
    bus: busPort(io, instance, observer, deliver),
    exchange: (name) =>
      new ExchangeClient({
        environment,
        transport: transportPort(fakes, instance),
        key: openKey({ secretId: name, ttlMs: keyTtlMs, clock, client: secretsPort(fakes, instance, name) }),
        clock,
        pacer: createTablePacer(table, name, clock),
        random: () => chance(plan.seed, 'jitter', timeline.events),
        claimStep: (secret, step) => claimTwoFactorStep(table, secret, step),
      }),
    log: logPort(instance, observer, trace),
    meter: { write: () => undefined },
    sendResponse: ({ RequestId }, how) =>
      io.perform(instance, 'cloudformation', [], () => {
        deployments.set(RequestId, how);
      }),
  };
}
