import * as oauth from 'oauth4webapi';
import type { ConsoleConfiguration } from '../../functions/console/configuration.ts';
import type { Browser } from './browser.ts';
import type { LoginAttempt } from './login-attempt.ts';
import { LoginError } from './login-problem.ts';
import { factsOf, type TokenFacts } from './token-claims.ts';

/** What the provider gives for a login. */
export interface Tokens {
  /** What the API is sent. */
  readonly api: string;
  readonly facts: TokenFacts;
  /** When they came, by this device's clock. */
  readonly receivedAt: number;
  /** How long what the API is sent is good for, from then on. */
  readonly lifetimeMs: number;
  readonly refresh?: string;
  readonly id?: string;
}

const timeoutMs = 15_000;
/** By how much a clock may be wrong. Microsoft's tokens say that they were issued five minutes earlier. */
const clockToleranceSeconds = 300;

/** Talks OpenID Connect with the identity provider: code with PKCE, state and nonce, for a client without a secret. */
export class ProviderClient {
  readonly #configuration: ConsoleConfiguration;
  readonly #browser: Browser;
  readonly #client: oauth.Client;
  #server: Promise<oauth.AuthorizationServer> | undefined;

  constructor(configuration: ConsoleConfiguration, browser: Browser) {
    this.#configuration = configuration;
    this.#browser = browser;
    this.#client = { client_id: configuration.clientId, [oauth.clockTolerance]: clockToleranceSeconds };
  }

  /** Where somebody logs in. */
  async loginAddress({ state, nonce, verifier }: LoginAttempt): Promise<string> {
    const { authorization_endpoint: endpoint } = await this.#discover();
    const address = this.#checked(endpoint, 'authorization_endpoint');
    const { clientId, scope } = this.#configuration;
    const parameters = {
      client_id: clientId,
      redirect_uri: this.#redirectAddress(),
      response_type: 'code',
      scope,
      state,
      nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return address.href;
  }

  /** Gives the code that came back for tokens. */
  async redeem(answer: URLSearchParams, attempt: LoginAttempt): Promise<Tokens> {
    // Before anything is asked of anybody.
    if (answer.get('state') !== attempt.state) throw new LoginError({ kind: 'foreign' });
    const server = await this.#discover();
    this.#checked(server.token_endpoint, 'token_endpoint');
    const checked = oauth.validateAuthResponse(server, this.#client, answer, attempt.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      this.#client,
      oauth.None(),
      checked,
      this.#redirectAddress(),
      attempt.verifier,
      this.#options(),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, this.#client, response, {
      expectedNonce: attempt.nonce,
      requireIdToken: true,
    });
    const received = this.#received(tokens);
    const aheadMs = received.facts.issuedAt - received.receivedAt;
    if (aheadMs > clockToleranceSeconds * 1000) throw new LoginError({ kind: 'clock' });
    return received;
  }

  /** New tokens for those that run out. A provider that rotates refresh tokens gives another one with them. */
  async renew(former: Tokens & { readonly refresh: string }): Promise<Tokens> {
    const server = await this.#discover();
    const asked = oauth.refreshTokenGrantRequest(server, this.#client, oauth.None(), former.refresh, this.#options());
    const tokens = await oauth.processRefreshTokenResponse(server, this.#client, await asked);
    const kept = { refresh: former.refresh, ...(former.id === undefined ? {} : { id: former.id }) };
    return { ...kept, ...this.#received(tokens) };
  }

  /** Where somebody logs out; undefined where the provider has no such place. */
  async logoutAddress(idToken: string | undefined): Promise<string | undefined> {
    const { end_session_endpoint: endpoint } = await this.#discover();
    if (endpoint === undefined) return undefined;
    const address = this.#checked(endpoint, 'end_session_endpoint');
    const { clientId, issuer } = this.#configuration;
    address.searchParams.set('client_id', clientId);
    // Amazon Cognito has a parameter of its own for the way back, and takes no hint.
    if (isCognito(issuer)) address.searchParams.set('logout_uri', this.#redirectAddress());
    else {
      address.searchParams.set('post_logout_redirect_uri', this.#redirectAddress());
      if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
    }
    return address.href;
  }

  #received(tokens: oauth.TokenEndpointResponse): Tokens {
    const { access_token: access, id_token: id, refresh_token: refresh } = tokens;
    const isIdToken = this.#configuration.token === 'id';
    const api = isIdToken ? id : access;
    if (api === undefined) throw new LoginError({ kind: 'misconfigured', detail: 'the provider gave no ID token' });
    const facts = factsOf(api, this.#configuration);
    // What the answer says of it is about the access token. By its own times a wrong clock here makes no difference.
    const said = isIdToken ? undefined : tokens.expires_in;
    return {
      api,
      facts,
      receivedAt: this.#browser.now(),
      lifetimeMs: said === undefined ? facts.expiresAt - facts.issuedAt : said * 1000,
      ...(refresh === undefined ? {} : { refresh }),
      ...(id === undefined ? {} : { id }),
    };
  }

  /** What the provider says of itself. Asked once, and again after it gave no answer. */
  #discover(): Promise<oauth.AuthorizationServer> {
    this.#server ??= this.#readDescription().catch((error: unknown) => {
      this.#server = undefined;
      throw error;
    });
    return this.#server;
  }

  async #readDescription(): Promise<oauth.AuthorizationServer> {
    const { issuer, discovery } = this.#configuration;
    const address = this.#checked(
      discovery ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      'issuer',
    );
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await this.#fetch(address, { headers: { accept: 'application/json' }, signal });
    return await oauth.processDiscoveryResponse(new URL(issuer), answer);
  }

  /** Whoever logs in comes back to the page itself, and nowhere else. */
  #redirectAddress(): string {
    return `${this.#browser.address().origin}/`;
  }

  #options() {
    return {
      [oauth.allowInsecureRequests]: this.#isOnThisMachine(),
      [oauth.customFetch]: this.#fetch,
      signal: () => AbortSignal.timeout(timeoutMs),
    };
  }

  readonly #fetch: typeof fetch = async (...request) =>
    await this.#browser.fetch(...request).catch((cause: unknown) => {
      throw new LoginError({ kind: this.#browser.isOnline() ? 'provider-away' : 'offline' }, { cause });
    });

  /** Nothing of a login goes over a network in the clear. */
  #checked(address: string | undefined, name: string): URL {
    const url = URL.parse(address ?? '');
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && this.#isOnThisMachine());
    if (url === null || !isSafe)
      throw new LoginError({ kind: 'misconfigured', detail: `the provider has no safe ${name}` });
    return url;
  }

  #isOnThisMachine(): boolean {
    return ['localhost', '127.0.0.1', '[::1]'].includes(this.#browser.address().hostname);
  }
}

function isCognito(issuer: string): boolean {
  return /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//.test(issuer);
}
