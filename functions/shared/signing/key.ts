import { createHash } from 'node:crypto';
import type { Clock, Millis } from '../core/clock.ts';
import { assert } from '../core/errors.ts';
import type { NonCurrentVersion } from '../core/key-versions.ts';
import { SecretUnavailableError } from './errors.ts';
import { openSigner } from './open-signer.ts';
import { parseSecret } from './secret.ts';
import { readSecretText, type SecretsClient, sharedClient } from './secret-source.ts';
import type { Signer } from './signer.ts';

/** A key of the exchange, kept in Secrets Manager. */
export interface Key {
  /** The signer, from the cache or read anew. Throws a SecretUnavailableError or a SecretFormatError. */
  signer(): Promise<Signer>;
  /** Drops the cache and reads again: for after the exchange refused the key. Throws as `signer` does. */
  refresh(): Promise<Signer>;
}

export interface KeyOptions {
  /** Name or ARN of the secret. */
  readonly secretId: string;
  /** The version to read. Without it: the one in force. */
  readonly version?: NonCurrentVersion;
  /** For how many milliseconds a secret that was read is used without asking again. */
  readonly ttlMs: number;
  readonly clock: Clock;
  /** Told when an older key is used on because Secrets Manager fails, see `openKey`. */
  readonly onStaleKey?: (error: SecretUnavailableError) => void;
  readonly client?: SecretsClient;
}

interface CachedSigner {
  readonly signer: Signer;
  /** SHA-256 of the secret's text: tells whether a later read brought anything new. */
  readonly digest: string;
  readonly readAt: Millis;
  /** From when on it must be read again. */
  readonly freshUntil: Millis;
}

interface PendingRead {
  readonly isRefresh: boolean;
  readonly signer: Promise<Signer>;
}

/** How old a key may get that is used on while Secrets Manager fails. */
const staleLimitMs = 3_600_000;
/** How long a key is used on before Secrets Manager is tried again, so that not every call waits for its timeouts. */
const stalePauseMs = 10_000;

/**
 * Opens a key. To be called at module scope: the read begins at once, while the function still loads. If that read
 * fails with a passing fault, the first to ask is told, and the next ask reads again; after any other failure the first
 * ask reads again. Reads happen only when asked for, never in the background, and those who ask at the same time share
 * one.
 *
 * When a read after the cache's time fails with a passing fault (timeout, network, throttling, 5XX), the key held is
 * used on until it is an hour old (or `ttlMs`, if that is longer), and `onStaleKey` is told. The exchange itself
 * decides whether a key is still good, so this lets no revoked key move money, and an outage of Secrets Manager does
 * not stop reconciliation when it is needed. A missing, forbidden or malformed secret is somebody's decision or mistake
 * and counts at once. After `refresh` nothing older is used.
 */
export function openKey(options: KeyOptions): Key {
  assert(options.secretId !== '', 'a key needs a secret id');
  assert(Number.isSafeInteger(options.ttlMs) && options.ttlMs > 0, 'ttlMs must be whole milliseconds above 0');
  return new CachedKey(options);
}

class CachedKey implements Key {
  readonly #options: KeyOptions;
  readonly #client: SecretsClient;
  #cached: CachedSigner | undefined;
  #pendingRead: PendingRead | undefined;
  #wasAsked = false;
  #earlyFailure: { readonly error: unknown; readonly at: Millis } | undefined;

  constructor(options: KeyOptions) {
    this.#options = options;
    this.#client = options.client ?? sharedClient();
    this.#begin({ isRefresh: false }).catch((error: unknown) => {
      // Whoever asked meanwhile shares the read and was told. What somebody has to mend may be mended before anybody
      // asks.
      if (!this.#wasAsked && isTransient(error)) this.#earlyFailure = { error, at: options.clock.now() };
    });
  }

  async signer(): Promise<Signer> {
    this.#wasAsked = true;
    this.#throwEarlyFailure();
    const held = this.#cached;
    if (held !== undefined && this.#options.clock.now() < held.freshUntil) return held.signer;
    return this.#pendingRead?.signer ?? this.#begin({ isRefresh: false, previous: held });
  }

  async refresh(): Promise<Signer> {
    this.#wasAsked = true;
    this.#earlyFailure = undefined;
    // A read that began before the exchange refused the key may bring the old one, so only a refresh is shared.
    if (this.#pendingRead?.isRefresh) return this.#pendingRead.signer;
    const previous = this.#cached;
    this.#cached = undefined;
    return this.#begin({ isRefresh: true, previous });
  }

  /** An early failure of long ago, in an instance that only waited since, says nothing about now. */
  #throwEarlyFailure(): void {
    const failure = this.#earlyFailure;
    this.#earlyFailure = undefined;
    if (failure !== undefined && this.#options.clock.now() < failure.at + this.#options.ttlMs) throw failure.error;
  }

  #begin({ isRefresh, previous }: { isRefresh: boolean; previous?: CachedSigner | undefined }): Promise<Signer> {
    const isCurrent = () => this.#pendingRead === reading;
    const signer = this.#read(previous, isCurrent).finally(() => {
      if (isCurrent()) this.#pendingRead = undefined;
    });
    const reading: PendingRead = { isRefresh, signer };
    this.#pendingRead = reading;
    return signer;
  }

  async #read(previous: CachedSigner | undefined, isCurrent: () => boolean): Promise<Signer> {
    const outcome = await this.#load(previous).catch((error: unknown) => ({ error }));
    // A refresh began meanwhile: its read is the newer one and counts for everybody.
    if (!isCurrent()) return this.signer();
    if ('error' in outcome) return this.#useStaleSigner(outcome.error);
    this.#cached = outcome;
    return outcome.signer;
  }

  async #load(previous: CachedSigner | undefined): Promise<CachedSigner> {
    const { clock, secretId, version, ttlMs } = this.#options;
    const readAt = clock.now();
    const text = await readSecretText(this.#client, secretId, version);
    const digest = createHash('sha256').update(text, 'utf8').digest('hex');
    // The same signer for the same secret: it remembers which two-factor step it used.
    const isSame = previous?.digest === digest;
    const signer = isSame ? previous.signer : await openSigner(secretId, parseSecret(secretId, text));
    return { signer, digest, readAt, freshUntil: readAt + ttlMs };
  }

  /** The key that is held, where it may be used on after a failed read; else throws that failure. */
  #useStaleSigner(error: unknown): Signer {
    const held = this.#cached;
    const now = this.#options.clock.now();
    const limit = held === undefined ? 0 : held.readAt + Math.max(staleLimitMs, this.#options.ttlMs);
    if (held === undefined || !isTransient(error) || now >= limit) {
      this.#cached = undefined;
      throw error;
    }
    this.#cached = { ...held, freshUntil: Math.min(now + stalePauseMs, limit) };
    this.#options.onStaleKey?.(error);
    return held.signer;
  }
}

function isTransient(error: unknown): error is SecretUnavailableError {
  return error instanceof SecretUnavailableError && error.transient;
}
