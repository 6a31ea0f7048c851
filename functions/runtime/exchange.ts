import type { Logger } from '@aws-lambda-powertools/logger';
import { systemClock } from '../base/clock.ts';
import { ExchangeClient } from '../exchange/client/client.ts';
import { resolveEnvironment } from '../exchange/environments/resolve.ts';
import { openTransport } from '../exchange/transport/transport.ts';
import type { Table } from '../ledger/store/table.ts';
import { claimTwoFactorStep } from '../ledger/store/two-factor-steps.ts';
import { openKey } from '../signing/index.ts';
import { loggedError } from './logger.ts';

/** A rotated key is taken up within this time even if the exchange still takes the old one; a refused one at once. */
const keyTtlMs = 300_000;

/**
 * The exchange client of a function, from its template's variables. Called while the function starts, so that the
 * key's fetch runs beside the rest of the start.
 */
export function openExchange(
  variables: { readonly EXCHANGE_ENVIRONMENT: string; readonly KEY_SECRET_ID: string },
  table: Table,
  logger: Logger,
): ExchangeClient {
  const clock = systemClock;
  const key = openKey({
    secretId: variables.KEY_SECRET_ID,
    ttlMs: keyTtlMs,
    clock,
    onStaleKey: (error) => logger.warn('an older key is used on', { error: loggedError(error) }),
  });
  // Only the local stage has this variable; every other environment brings its own host.
  const environment = resolveEnvironment(variables.EXCHANGE_ENVIRONMENT, process.env.EXCHANGE_URL);
  return new ExchangeClient({
    environment,
    transport: openTransport(environment, { bindHost: false }),
    key,
    clock,
    random: Math.random,
    claimStep: (secret, step) => claimTwoFactorStep(table, secret, step),
  });
}
