import { systemClock } from '../../functions/base/clock.ts';
import { ExchangeClient } from '../../functions/exchange/client/client.ts';
import { createPacer } from '../../functions/exchange/client/pacer.ts';
import { resolveEnvironment } from '../../functions/exchange/environments/resolve.ts';
import { openTransport } from '../../functions/exchange/transport/transport.ts';
import { type Key, openKey, type Signer } from '../../functions/signing/index.ts';

/** A client with the read key, to look at the exchange from outside the stack. */
export interface ExchangeReader {
  readonly client: ExchangeClient;
  close(): Promise<void>;
}

function keyOf(name: string, secret: string): Key {
  const client = { send: async () => ({ $metadata: {}, SecretString: secret }) };
  return openKey({ secretId: name, ttlMs: 86_400_000, clock: systemClock, client });
}

/** Throws SecretFormatError, which names the field and shows no value. */
export function signerOf(name: string, secret: string): Promise<Signer> {
  return keyOf(name, secret).signer();
}

export function openExchangeReader(url: string, secret: string): ExchangeReader {
  const environment = resolveEnvironment('local', url);
  const transport = openTransport(environment, { bindHost: false });
  const key = keyOf('read', secret);
  const exchange = new ExchangeClient({
    environment,
    transport,
    key,
    clock: systemClock,
    pacer: createPacer(systemClock),
    random: Math.random,
    // A read key that needs a token at each query could not be watched: queries never do (hashkey-api.md 2.4).
    claimStep: async () => true,
  });
  return { client: exchange, close: () => transport.close() };
}
