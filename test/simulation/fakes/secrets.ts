import type { SecretsClient } from '../../../functions/shared/signing/index.ts';
import { pick } from '../engine/chance.ts';
import type { Instance } from '../engine/instance.ts';
import type { Io } from '../engine/io.ts';
import type { Observer } from '../run/observer.ts';
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

/** Why it cannot be reached: the way there, or this machine has no port, file or memory left. */
const faultCodes = [
  'ECONNRESET',
  'EAI_AGAIN',
  'EBUSY',
  'EMFILE',
  'ENFILE',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'ENETDOWN',
  'ECONNABORTED',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENOBUFS',
  'ENOMEM',
] as const;

export interface SecretsContext {
  readonly io: Io;
  readonly secrets: Secrets;
  readonly observer: Observer;
}

/** Secrets Manager as one instance reads it. */
export function secretsPort(
  { io, secrets, observer }: SecretsContext,
  instance: Instance,
  name: string,
): SecretsClient {
  return {
    send: () =>
      io.perform(instance, 'secrets', ['secrets-away'], ({ fault, chance }) => {
        const isAway = fault === 'secrets-away';
        observer.secretAsked({ at: observer.now(), by: instance.name, key: name, isAnswered: !isAway });
        if (isAway) throw Object.assign(new Error('simulated'), { code: pick(chance('code'), faultCodes) });
        return { $metadata: {}, SecretString: secrets.text(name) };
      }),
  };
}
