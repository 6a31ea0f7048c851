import { LoginExpiredError, UnansweredError } from '../api/errors.ts';
import { problemOf } from './login-problem.ts';
import type { ProviderClient, Tokens } from './provider-client.ts';

/** A token is renewed so long before it runs out: it is still good when the API reads it. */
const marginMs = 60_000;

/** Keeps the tokens of one person in memory, and renews them in time. */
export class TokenKeeper {
  readonly #provider: Pick<ProviderClient, 'renew'>;
  readonly #now: () => number;
  readonly #isOnline: () => boolean;
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;

  constructor(
    provider: Pick<ProviderClient, 'renew'>,
    tokens: Tokens,
    { now, isOnline }: { readonly now: () => number; readonly isOnline: () => boolean },
  ) {
    this.#provider = provider;
    this.#tokens = tokens;
    this.#now = now;
    this.#isOnline = isOnline;
  }

  get idToken(): string | undefined {
    return this.#tokens?.id;
  }

  /** Throws LoginExpiredError where it takes a new login, UnansweredError where the provider is not reached. */
  async token(isFresh: boolean): Promise<string> {
    if (this.#tokens === undefined) throw new LoginExpiredError();
    if (!isFresh && this.#leftMs(this.#tokens) > marginMs) return this.#tokens.api;
    // All who wait share one renewal: a refresh token may be good for one use.
    this.#renewal ??= this.#renew(this.#tokens).finally(() => {
      this.#renewal = undefined;
    });
    return (await this.#renewal).api;
  }

  forget(): void {
    this.#tokens = undefined;
  }

  /** By how long a token is good for and when it came: a clock that is a little wrong makes no difference. */
  #leftMs({ facts: { issuedAt, expiresAt }, receivedAt }: Tokens): number {
    return expiresAt - issuedAt - (this.#now() - receivedAt);
  }

  async #renew(former: Tokens): Promise<Tokens> {
    const { refresh } = former;
    if (refresh === undefined) throw new LoginExpiredError();
    const renewed = await this.#provider.renew({ ...former, refresh }).catch((cause: unknown) => {
      const { kind } = problemOf(cause, this.#isOnline());
      if (kind !== 'offline' && kind !== 'provider-away') throw new LoginExpiredError({ cause });
      throw new UnansweredError('offline', { cause });
    });
    // Logged out meanwhile, or somebody else by now: that is another session.
    if (this.#tokens !== former || renewed.facts.person !== former.facts.person) throw new LoginExpiredError();
    this.#tokens = renewed;
    return renewed;
  }
}
