import type { Logger } from '@aws-lambda-powertools/logger';
import * as v from 'valibot';
import { systemClock } from '../base/clock.ts';
import { type KeyName, keyNames } from '../base/key-names.ts';
import { validate } from '../base/validate.ts';
import { ExchangeClient } from '../exchange/client/client.ts';
import { resolveEnvironment } from '../exchange/environments/resolve.ts';
import { openTransport } from '../exchange/transport/transport.ts';
import type { Table } from '../ledger/store/table.ts';
import { claimTwoFactorStep } from '../ledger/store/two-factor-steps.ts';
import { openKey } from '../signing/index.ts';
import { loggedError } from './logger.ts';
import { createTablePacer } from './table-pacer.ts';

const keyNameSchema = v.object({ KEY_NAME: v.picklist(keyNames, `one of ${keyNames.join(', ')}`) });

/** A rotated key is taken up within this time even if the exchange still takes the old one; a refused one at once. */
const keyTtlMs = 300_000;

/** The variables of a function that talks to the exchange. */
export const exchangeVariables = ['EXCHANGE_ENVIRONMENT', 'KEY_NAME', 'KEY_SECRET_ID'] as const;
/** Those of the function that has the fiat key beside its own. */
export const fiatVariables = ['EXCHANGE_ENVIRONMENT', 'FIAT_KEY_SECRET_ID'] as const;

/**
 * The exchange client of a function, from its template's variables. Called while the function starts, so that the
 * key's fetch runs beside the rest of the start.
 */
export function openExchange(
  variables: Record<(typeof exchangeVariables)[number], string>,
  table: Table,
  logger: Logger,
): ExchangeClient {
  const key = validate('environment variables', keyNameSchema, variables).KEY_NAME;
  return openClient(key, variables.KEY_SECRET_ID, variables.EXCHANGE_ENVIRONMENT, table, logger);
}

/**
 * The client of the fiat key, opened by the first payment to a bank: where fiat is never paid out its secret stays
 * empty, and nothing else is to notice.
 */
export function openFiatExchange(
  variables: Record<(typeof fiatVariables)[number], string>,
  table: Table,
  logger: Logger,
): () => ExchangeClient {
  let client: ExchangeClient | undefined;
  return () => {
    client ??= openClient('fiat', variables.FIAT_KEY_SECRET_ID, variables.EXCHANGE_ENVIRONMENT, table, logger);
    return client;
  };
}

function openClient(
  keyName: KeyName,
  secretId: string,
  environmentId: string,
  table: Table,
  logger: Logger,
): ExchangeClient {
  const clock = systemClock;
  const key = openKey({
    secretId,
    ttlMs: keyTtlMs,
    clock,
    onStaleKey: (error) => logger.warn('an older key is used on', { error: loggedError(error) }),
  });
  // Only the local stage has this variable; every other environment brings its own host.
  const environment = resolveEnvironment(environmentId, process.env.EXCHANGE_URL);
  return new ExchangeClient({
    environment,
    transport: openTransport(environment, { bindHost: false }),
    key,
    clock,
    pacer: createTablePacer(table, keyName, clock),
    random: Math.random,
    claimStep: (secret, step) => claimTwoFactorStep(table, secret, step),
  });
}
