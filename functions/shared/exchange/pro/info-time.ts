import type { Millis } from '../../core/clock.ts';
import type { Signer } from '../../signing/index.ts';
import { readTimeoutMs } from '../client/limits.ts';
import type { ResolvedEnvironment } from '../environments/resolve.ts';
import { ExchangeRefusedError, ExchangeUnavailableError } from '../errors.ts';
import type { Transport } from '../transport/transport.ts';

const path = '/v1/info/time';
const bodyMax = 65_536;

/**
 * Asks HashKey PRO for its time with a signed request (exchange-api.md 2.6). It is the one call there that is of use
 * here: it shows whether host, key and signature are right. ASSUMPTION A18: what its answer holds is not documented, so
 * nothing in it is read. Throws ExchangeRefusedError or ExchangeUnavailableError.
 */
export async function readProTime(
  environment: ResolvedEnvironment,
  transport: Transport,
  signer: Signer,
  now: Millis,
): Promise<void> {
  const request = signer.signPro({ method: 'GET', path: environment.basePath + path, timestamp: now });
  const result = await transport.send(request, { timeoutMs: readTimeoutMs, bodyMax, isFresh: false });
  if (result.kind !== 'answered') throw new ExchangeUnavailableError(path, result.what, result.cause);
  if (result.status === 200) return;
  if (result.status >= 500) throw new ExchangeUnavailableError(path, `HTTP ${result.status}`);
  throw new ExchangeRefusedError(path, `http-${result.status}`, 'the key or its signature was not taken');
}
