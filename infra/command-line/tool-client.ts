import type { Clock } from '../../functions/shared/core/clock.ts';
import { ExchangeClient } from '../../functions/shared/exchange/client/client.ts';
import { createPacer, type Pacer } from '../../functions/shared/exchange/client/pacer.ts';
import type { ResolvedEnvironment } from '../../functions/shared/exchange/environments/resolve.ts';
import type { Transport } from '../../functions/shared/exchange/transport/transport.ts';
import { type Key, openKey } from '../../functions/shared/signing/index.ts';

/** A tool lives for minutes and has its key from a file, so there is nothing to read again. */
const ttlMs = 86_400_000;

/** A key whose secret is at hand, without Secrets Manager. `name` stands for it in errors; they show nothing of it. */
export function keyFromText(name: string, secret: string, clock: Clock): Key {
  const client = { send: async () => ({ $metadata: {}, SecretString: secret }) };
  return openKey({ secretId: name, ttlMs, clock, client });
}

/**
 * A client for a tool. It paces itself, unless it is given what it shares with others. Neither queries nor transfers
 * take a two-factor token (exchange-api.md 2.4).
 */
export function toolClient(
  environment: ResolvedEnvironment,
  transport: Transport,
  key: Key,
  clock: Clock,
  pacer: Pacer = createPacer(clock),
): ExchangeClient {
  return new ExchangeClient({
    environment,
    transport,
    key,
    clock,
    pacer,
    random: Math.random,
    claimStep: async () => true,
  });
}
