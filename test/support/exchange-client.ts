import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../functions/shared/core/clock.ts';
import { ExchangeClient } from '../../functions/shared/exchange/client/client.ts';
import { createPacer, type Pacer } from '../../functions/shared/exchange/client/pacer.ts';
import { resolveEnvironment } from '../../functions/shared/exchange/environments/resolve.ts';
import { openTransport, type Transport } from '../../functions/shared/exchange/transport/transport.ts';
import { openKey, type SecretsClient } from '../../functions/shared/signing/index.ts';

/** The sample key of the vendor's documentation. */
export const sampleSecret = {
  apiKey: 'tAQfOrPIZAhym0qHISRt8EFvxPemdBm5j5WMlkm3Ke9aFp0EGWC2CGM8GHV4kCYW',
  secretKey: 'lH3ELTNiFxCQTmi9pPcWWikhsjO04Yoqw3euoHUuOLC3GYBW64ZqzQsiOEHXQS76',
  signing: 'hmac-sha256',
};

export interface ClientUnderTest {
  readonly client: ExchangeClient;
  readonly transport: Transport;
  /** How often the secret was read. */
  reads(): number;
  /** Claims of two-factor steps. */
  readonly steps: [secret: string, step: number][];
}

/**
 * Our client with its real signing and its real wire. Only the clock, chance and Secrets Manager are stand-ins; where
 * an error is given for a secret, Secrets Manager fails with it.
 */
export function clientAt(
  url: string,
  clock: Clock,
  secrets: readonly unknown[] = [sampleSecret],
  pacer: Pacer = createPacer(clock),
): ClientUnderTest {
  let reads = 0;
  const secretsManager: SecretsClient = {
    send: async (command) => {
      if (!(command instanceof GetSecretValueCommand)) throw new TypeError('one command is known');
      reads += 1;
      const secret = secrets[Math.min(reads, secrets.length) - 1];
      if (secret instanceof Error) throw secret;
      return { $metadata: {}, SecretString: JSON.stringify(secret) };
    },
  };
  const environment = resolveEnvironment('local', url);
  const transport = openTransport(environment, { bindHost: false });
  const key = openKey({ secretId: 'test/key', ttlMs: 300_000, clock, client: secretsManager });
  const steps: [string, number][] = [];
  const claimStep = async (secret: string, step: number) => {
    steps.push([secret, step]);
    return true;
  };
  const client = new ExchangeClient({ environment, transport, key, clock, pacer, random: () => 0.5, claimStep });
  return { client, transport, reads: () => reads, steps };
}
