import * as v from 'valibot';
import { systemClock } from '../core/clock.ts';
import { type KeyName, keyNames } from '../core/key-names.ts';
import { keyTtlMs, type NonCurrentVersion } from '../core/key-versions.ts';
import { validate } from '../core/validate.ts';
import { ExchangeClient } from '../exchange/client/client.ts';
import { resolveEnvironment } from '../exchange/environments/resolve.ts';
import type { KeyTrial, OpenKeyTrial } from '../exchange/key-trial.ts';
import { openTransport } from '../exchange/transport/transport.ts';
import type { Table } from '../ledger/store/table.ts';
import { claimTwoFactorStep } from '../ledger/store/two-factor-steps.ts';
import { openKey } from '../signing/index.ts';
import { loggedError } from './logger.ts';
import type { Log } from './ports.ts';
import { createTablePacer } from './table-pacer.ts';

const keyNameSchema = v.object({ KEY_NAME: v.picklist(keyNames, `one of ${keyNames.join(', ')}`) });

/** The variables of a function that talks to the exchange. */
export const exchangeVariables = ['EXCHANGE_ENVIRONMENT', 'KEY_NAME', 'KEY_SECRET_ID'] as const;
/** Those of the function that has the fiat key beside its own. */
export const fiatVariables = ['EXCHANGE_ENVIRONMENT', 'FIAT_KEY_SECRET_ID'] as const;

/** Where it is told that a key could not be read anew. */
type WarningLog = Pick<Log, 'warn'>;
type OwnVariables = Record<(typeof exchangeVariables)[number], string>;
type FiatVariables = Record<(typeof fiatVariables)[number], string>;

/**
 * The exchange client of a function, from its template's variables. Called while the function starts, so that the
 * key's fetch runs beside the rest of the start.
 */
export function openExchange(variables: OwnVariables, table: Table, log: WarningLog): ExchangeClient {
  return openClient(ownKey(variables), table, log);
}

/**
 * The client of the fiat key, opened by the first payment to a bank: where fiat is never paid out its secret stays
 * empty, and nothing else is to notice.
 */
export function openFiatExchange(variables: FiatVariables, table: Table, log: WarningLog): () => ExchangeClient {
  let client: ExchangeClient | undefined;
  return () => {
    client ??= openClient(fiatKey(variables), table, log);
    return client;
  };
}

/** Opens the versions of the own key that are not in force, one check at a time. */
export function openTrials(variables: OwnVariables, table: Table, log: WarningLog): OpenKeyTrial {
  return (version) => openTrial({ ...ownKey(variables), version }, table, log);
}

/** The same for the fiat key. */
export function openFiatTrials(variables: FiatVariables, table: Table, log: WarningLog): OpenKeyTrial {
  return (version) => openTrial({ ...fiatKey(variables), version }, table, log);
}

/** A key, and where it is used. */
interface KeySource {
  readonly name: KeyName;
  readonly secretId: string;
  readonly environment: string;
  /** Not in force. */
  readonly version?: NonCurrentVersion;
}

function ownKey(variables: OwnVariables): KeySource {
  const name = validate('environment variables', keyNameSchema, variables).KEY_NAME;
  return { name, secretId: variables.KEY_SECRET_ID, environment: variables.EXCHANGE_ENVIRONMENT };
}

function fiatKey({ FIAT_KEY_SECRET_ID, EXCHANGE_ENVIRONMENT }: FiatVariables): KeySource {
  return { name: 'fiat', secretId: FIAT_KEY_SECRET_ID, environment: EXCHANGE_ENVIRONMENT };
}

/** Nothing of it is kept: neither the key nor a connection, and the key in force stays what it is. */
function openTrial(source: KeySource, table: Table, log: WarningLog): KeyTrial {
  const { transport, client } = openKeyClient(source, table, log);
  return { client, close: () => transport.close() };
}

function openClient(source: KeySource, table: Table, log: WarningLog): ExchangeClient {
  return openKeyClient(source, table, log).client;
}

function openKeyClient({ name, secretId, version, environment: id }: KeySource, table: Table, log: WarningLog) {
  const clock = systemClock;
  const key = openKey({
    secretId,
    ...(version === undefined ? {} : { version }),
    ttlMs: keyTtlMs,
    clock,
    onStaleKey: (error) => log.warn('an older key is used on', { error: loggedError(error) }),
  });
  // Only the local stage has this variable; every other environment brings its own host.
  const environment = resolveEnvironment(id, process.env.EXCHANGE_URL);
  const transport = openTransport(environment, { bindHost: false });
  const client = new ExchangeClient({
    environment,
    transport,
    key,
    clock,
    pacer: createTablePacer(table, name, clock, { marksUse: version === undefined }),
    random: Math.random,
    claimStep: (secret, step) => claimTwoFactorStep(table, secret, step),
  });
  return { transport, client };
}
