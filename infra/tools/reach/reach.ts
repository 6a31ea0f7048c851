import { type Clock, systemClock } from '../../../functions/shared/core/clock.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { checkApiKey } from '../../../functions/shared/exchange/endpoints/check-api-key.ts';
import type { Environment } from '../../../functions/shared/exchange/environments/environment.ts';
import { isInMaintenance } from '../../../functions/shared/exchange/environments/maintenance.ts';
import { environments } from '../../../functions/shared/exchange/environments/registry.ts';
import {
  isOnThisMachine,
  type ResolvedEnvironment,
  resolveEnvironment,
} from '../../../functions/shared/exchange/environments/resolve.ts';
import { readProTime } from '../../../functions/shared/exchange/pro/info-time.ts';
import { openTransport, type Transport } from '../../../functions/shared/exchange/transport/transport.ts';
import type { Key } from '../../../functions/shared/signing/index.ts';
import { readSecretFile } from '../../command-line/secret-file.ts';
import { keyFromText, toolClient } from '../../command-line/tool-client.ts';
import type { EndpointReach } from './endpoint-reach.ts';
import { startUserStream } from './listen-key.ts';
import { lookAtOthers } from './other-endpoints.ts';

export interface ReachOptions {
  readonly environment: string;
  /** Without one only what is open to anybody is looked at. */
  readonly keyFile?: string;
  /** A stand-in on this machine for the environment's host. It has no FIX gateway and no website. */
  readonly url?: string;
  /** Uses the address that the vendor gives for the host, where its name does not resolve. */
  readonly bind: boolean;
  /** Of the FIX gateway. */
  readonly fixPort?: number;
}

export interface ReachResult {
  readonly environment: string;
  readonly host: string;
  readonly generation: string;
  readonly inMaintenance: boolean;
  /** Milliseconds that the exchange's clock is ahead of ours. Not known for HashKey PRO (A18). */
  readonly clockAheadMs?: number;
  /** What the exchange calls the key's account. */
  readonly account?: string;
  /** Everything else that the vendor's pages name for it. */
  readonly endpoints: readonly EndpointReach[];
}

/**
 * Checks that an environment can be reached: its REST API, with a key by one signed read, and then every other endpoint
 * that the vendor's pages name. Throws a TreasuryError that says why the REST API cannot be; of the others the result
 * says it.
 */
export async function reach(options: ReachOptions, clock: Clock = systemClock): Promise<ReachResult> {
  const environment = environmentAt(options);
  const key = await openKeyFile(options.keyFile, clock);
  const transport = openTransport(environment, { bindHost: options.bind });
  try {
    const { listenKey, ...rest } = await probeRest(environment, transport, key, clock);
    return {
      ...describe(environment, clock),
      ...rest,
      endpoints: await lookAtOthers(environment, options, listenKey),
    };
  } finally {
    await transport.close();
  }
}

async function openKeyFile(file: string | undefined, clock: Clock): Promise<Key | undefined> {
  if (file === undefined) return undefined;
  return keyFromText(file, await readSecretFile('--key', 'a file with the secret', file), clock);
}

function describe(environment: ResolvedEnvironment, clock: Clock): Omit<ReachResult, 'endpoints'> {
  const { id, rest, generation } = environment;
  return { environment: id, host: rest, generation, inMaintenance: isInMaintenance(environment, clock.now()) };
}

interface RestReach extends Pick<ReachResult, 'clockAheadMs' | 'account'> {
  readonly listenKey?: string;
}

async function probeRest(
  environment: ResolvedEnvironment,
  transport: Transport,
  key: Key | undefined,
  clock: Clock,
): Promise<RestReach> {
  if (environment.generation === 'pro') {
    if (key === undefined) throw keyMissing();
    await readProTime(environment, transport, await key.signer(), clock.now());
    return {};
  }
  // Nothing that is open to anybody is signed, so the key is not asked for.
  const exchange = toolClient(environment, transport, key ?? keyFromText('none', '{}', clock), clock);
  const clockAheadMs = (await exchange.exchangeTime()) - clock.now();
  if (key === undefined) return { clockAheadMs };
  const account = await exchange.read(checkApiKey, undefined);
  return { clockAheadMs, account, listenKey: await exchange.submit(startUserStream, undefined) };
}

/** HashKey PRO has no call that is useful without one. */
function keyMissing(): InvalidInputError {
  const expected = 'a file with the secret: this API has no open call';
  return new InvalidInputError('command line', [{ field: '--key', reason: 'is missing', expected }]);
}

const flags = { environment: '--environment', url: '--url' };

/** Only this machine may stand in for an environment: a key must not go to a host that nobody has checked. */
function environmentAt({ environment: id, url }: ReachOptions): ResolvedEnvironment {
  if (url === undefined) return resolveEnvironment(id, undefined, flags);
  const known = environments.find((candidate) => candidate.id === id);
  if (known === undefined) return resolveEnvironment(id, undefined, flags);
  const { rest } = resolveEnvironment('local', url, flags);
  if (isOnThisMachine(new URL(rest).hostname)) return standInFor(known, rest);
  const reason = 'is not on this machine';
  throw new InvalidInputError('command line', [{ field: '--url', reason, expected: 'http://127.0.0.1 and a port' }]);
}

/** Its streams are where the API is. Nothing goes to the vendor's own hosts. */
function standInFor(
  { fix: _fix, website: _website, websocket, ...known }: Environment,
  rest: string,
): ResolvedEnvironment {
  const standIn = { ...known, rest };
  if (websocket === undefined) return standIn;
  const { pathname } = new URL(websocket);
  return { ...standIn, websocket: `${rest.replace(/^http/, 'ws')}${pathname === '/' ? '' : pathname}` };
}
