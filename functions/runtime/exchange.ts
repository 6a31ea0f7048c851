import type { Clock } from '../base/clock.ts';
import { systemClock } from '../base/clock.ts';
import { ExchangeClient } from '../exchange/client/client.ts';
import { resolveEnvironment } from '../exchange/environments/resolve.ts';
import { openTransport } from '../exchange/transport/transport.ts';
import type { Table } from '../ledger/store/table.ts';
import { claimTwoFactorStep } from '../ledger/store/two-factor-steps.ts';
import { openKey } from '../signing/index.ts';

/** A rotated key is taken up within this time even if the exchange still takes the old one; a refused one at once. */
const keyTtlMs = 300_000;

/**
 * The exchange client of a function, from its template's variables. Called while the function starts, so that the
 * key's fetch runs beside the rest of the start.
 */
export function openExchange(
  variables: { readonly EXCHANGE_ENVIRONMENT: string; readonly KEY_SECRET_ID: string },
  table: Table,
  clock: Clock = systemClock,
): ExchangeClient {
  const secretId = variables.KEY_SECRET_ID;
  const key = openKey({ secretId, ttlMs: keyTtlMs, clock });
  // Only the local stage has this variable; every other environment brings its own host.
  const environment = resolveEnvironment(variables.EXCHANGE_ENVIRONMENT, process.env.EXCHANGE_URL);
  return new ExchangeClient({
    environment,
    transport: openTransport(environment, { bindHost: false }),
    key,
    clock,
    random: Math.random,
    claimStep: claimTwoFactorStep(table, secretId),
  });
}
