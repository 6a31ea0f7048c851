import type { SecretsClient } from '../../../functions/shared/signing/index.ts';
import type { Instance } from '../engine/instance.ts';
import type { Io } from '../engine/io.ts';
import { secretText } from './keys.ts';

/** What Secrets Manager holds: the version of each key. */
export class Secrets {
  readonly #versions = new Map<string, number>();

  rotate(name: string, version: number): void {
    this.#versions.set(name, version);
  }

  text(name: string): string {
    return secretText(name, this.#versions.get(name) ?? 1);
  }
}

/** Secrets Manager as one instance reads it. */
export function secretsPort(io: Io, instance: Instance, secrets: Secrets, name: string): SecretsClient {
  return {
    send: () =>
      io.perform(instance, 'secrets', ['secrets-away'], ({ fault }) => {
        if (fault === 'secrets-away') throw Object.assign(new Error('simulated'), { code: 'ECONNRESET' });
        return { $metadata: {}, SecretString: secrets.text(name) };
      }),
  };
}
