import { openDeviceHeads } from '../shared/ledger/passkeys/device-heads.ts';
import { openDevices } from '../shared/ledger/passkeys/device-store.ts';
import { PasskeysUnavailableError } from '../shared/ledger/passkeys/errors.ts';
import { openNonces } from '../shared/ledger/passkeys/nonces.ts';
import type { PasskeySettings } from '../shared/ledger/passkeys/passkey-settings.ts';
import { openRegistry } from '../shared/ledger/passkeys/read-registry.ts';
import { markOrigin } from '../shared/ledger/passkeys/restored-heads.ts';
import { openWordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { passkeyRouteHandlers } from './route-handlers.ts';
import { passkeyRoutes } from './routes.ts';

export interface PasskeyFunctionPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log'> {
  readonly headTable: Table;
  readonly settings: PasskeySettings;
  /** 32 bytes of chance as base64url. */
  readonly newNonce: () => string;
}

/** The routes of `/passkeys`. Everybody who has a role may have a device. */
export function wire(ports: PasskeyFunctionPorts) {
  const { table, clock, log } = ports;
  const routes = passkeyRouteHandlers(() => dependenciesOf(ports), log);
  return lambdaHandler(log, serve(passkeyRoutes, routes, openPolicyStore(table, clock))).use(httpErrors(log));
}

/** Throws PasskeysUnavailableError on a stage that has no domain. */
async function dependenciesOf({ table, headTable, settings, bus, clock, log, newNonce }: PasskeyFunctionPorts) {
  const { ground } = settings;
  if (ground === undefined) throw new PasskeysUnavailableError();
  const heads = openDeviceHeads(headTable);
  const registry = openRegistry({ table, heads }, ground);
  const report = reportTo(log);
  await orReport({ report }, 'the table of device heads could not be marked', () => markOrigin(headTable));
  const dependencies: PasskeyDependencies = {
    ground,
    headTable,
    devices: openDevices({ table, headTable, roots: ground.roots }),
    registry,
    nonces: openNonces(table),
    words: openWordTaker({ table, heads, settings, bus }, registry),
    bus,
    clock,
    newNonce,
    report,
  };
  return dependencies;
}
