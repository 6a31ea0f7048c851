import { readFile } from 'node:fs/promises';
import { type Clock, systemClock } from '../../../functions/shared/core/clock.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { checkApiKey } from '../../../functions/shared/exchange/endpoints/check-api-key.ts';
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
import { accessFile } from '../../command-line/access-file.ts';
import { keyFromText, toolClient } from '../../command-line/tool-client.ts';

export interface ReachOptions {
  readonly environment: string;
  readonly keyFile: string;
  /** A stand-in on this machine for the environment's host. */
  readonly url?: string;
  /** Uses the address that the vendor gives for the host, where its name does not resolve. */
  readonly bind: boolean;
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
}

/**
 * Checks that an environment can be reached and takes a key, with one read. Throws a TreasuryError that says why not.
 */
export async function reach(options: ReachOptions, clock: Clock = systemClock): Promise<ReachResult> {
  const environment = environmentAt(options);
  const transport = openTransport(environment, { bindHost: options.bind });
  const secret = await accessFile('--key', 'a file with the secret', () => readFile(options.keyFile, 'utf8'));
  const key = keyFromText(options.keyFile, secret, clock);
  try {
    return { ...describe(environment, clock), ...(await probeExchange(environment, transport, key, clock)) };
  } finally {
    await transport.close();
  }
}

function describe(environment: ResolvedEnvironment, clock: Clock): ReachResult {
  const { id, rest, generation } = environment;
  return { environment: id, host: rest, generation, inMaintenance: isInMaintenance(environment, clock.now()) };
}

async function probeExchange(environment: ResolvedEnvironment, transport: Transport, key: Key, clock: Clock) {
  if (environment.generation === 'pro') {
    await readProTime(environment, transport, await key.signer(), clock.now());
    return {};
  }
  const exchange = toolClient(environment, transport, key, clock);
  const clockAheadMs = (await exchange.exchangeTime()) - clock.now();
  return { clockAheadMs, account: await exchange.read(checkApiKey, undefined) };
}

const flags = { environment: '--environment', url: '--url' };

/** Only this machine may stand in for an environment: a key must not go to a host that nobody has checked. */
function environmentAt({ environment: id, url }: ReachOptions): ResolvedEnvironment {
  if (url === undefined) return resolveEnvironment(id, undefined, flags);
  const known = environments.find((candidate) => candidate.id === id);
  if (known === undefined) return resolveEnvironment(id, undefined, flags);
  const { rest } = resolveEnvironment('local', url, flags);
  if (isOnThisMachine(new URL(rest).hostname)) return { ...known, rest };
  const reason = 'is not on this machine';
  throw new InvalidInputError('command line', [{ field: '--url', reason, expected: 'http://127.0.0.1 and a port' }]);
}
