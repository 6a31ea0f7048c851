import { LoginExpiredError, UnansweredError } from '../api/errors.ts';
import { problemOf } from './login-problem.ts';
import type { ProviderClient, Tokens } from './provider-client.ts';

/** A token is renewed so long before it runs out: it is still good when the API reads it. */
const marginMs = 60_000;

/** Keeps the tokens of one person in memory, and renews them in time. */
export class TokenKeeper {
  readonly #provider: Pick<ProviderClient, 'renew'>;
  readonly #now: () => number;
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;

  constructor(provider: Pick<ProviderClient, 'renew'>, tokens: Tokens, { now }: { readonly now: () => number }) {
    this.#provider = provider;
    this.#tokens = tokens;
    this.#now = now;
  }

  get idToken(): string | undefined {
    return this.#tokens?.id;
  }

  /** Throws LoginExpiredError where it takes a new login, UnansweredError where the provider is not reached. */
  async token(isFresh: boolean): Promise<string> {
    if (this.#tokens === undefined) throw new LoginExpiredError();
    const leftMs = this.#leftMs(this.#tokens);
    if (!isFresh && leftMs > marginMs) return this.#tokens.api;
    // All who wait share one renewal: a refresh token may be good for one use.
    this.#renewal ??= this.#renew(this.#tokens).finally(() => {
      this.#renewal = undefined;
    });
    const { api } = this.#tokens;
    const renewed = await this.#renewal.catch((error: unknown) => {
      // The provider may be back before the token runs out.
      if (error instanceof UnansweredError && !isFresh && leftMs > 0) return { api };
      throw error;
    });
    return renewed.api;
  }

  forget(): void {
    this.#tokens = undefined;
  }

  #leftMs({ lifetimeMs, receivedAt }: Tokens): number {
    return lifetimeMs - (this.#now() - receivedAt);
  }

  async #renew(former: Tokens): Promise<Tokens> {
    const { refresh } = former;
    if (refresh === undefined) throw new LoginExpiredError();
    const renewed = await this.#provider.renew({ ...former, refresh }).catch((cause: unknown) => {
      const { kind } = problemOf(cause);
      if (kind !== 'offline' && kind !== 'provider-away') throw new LoginExpiredError({ cause });
      throw new UnansweredError('offline', { cause });
    });
    // Logged out meanwhile, or somebody else by now: that is another session.
    if (this.#tokens !== former || renewed.facts.person !== former.facts.person) throw new LoginExpiredError();
    this.#tokens = renewed;
    return renewed;
  }
}
