import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { IdentityProvider } from '../../../../infra/local/identity-provider/identity-provider.ts';
import { audience, consoleUrl, issuer, type LocalLogin, startLocalLogin } from '../../../support/local-login.ts';
import { LoginVisitor } from '../../../support/login-visitor.ts';

const client: oauth.Client = { client_id: audience };
const options = { [oauth.allowInsecureRequests]: true, headers: { origin: consoleUrl } };

describe('the login of the local stack', () => {
  let login: LocalLogin;
  let server: oauth.AuthorizationServer;

  beforeAll(async () => {
    login = await startLocalLogin();
    server = await oauth.processDiscoveryResponse(new URL(issuer), await fetch(login.provider.discoveryUrl));
  });
  afterAll(() => login.provider.close());

  interface Begun {
    readonly address: string;
    readonly state: string;
    readonly nonce: string;
    readonly verifier: string;
  }

  async function begin(changes: Readonly<Record<string, string | undefined>> = {}): Promise<Begun> {
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const parameters = {
      client_id: audience,
      redirect_uri: `${consoleUrl}/`,
      response_type: 'code',
      scope: 'openid email offline_access',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state, nonce, ...changes },
    };
    const address = new URL(server.authorization_endpoint ?? '');
    for (const [name, value] of Object.entries(parameters))
      if (value !== undefined) address.searchParams.set(name, value);
    return { address: address.href, state, nonce, verifier };
  }

  async function redeem(answer: string, { state, nonce, verifier }: Begun): Promise<oauth.TokenEndpointResponse> {
    const checked = oauth.validateAuthResponse(server, client, new URL(answer), state);
    const response = await oauth.authorizationCodeGrantRequest(
      ...[server, client, oauth.None(), checked, `${consoleUrl}/`, verifier, options],
    );
    return await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce });
  }

  async function logIn(person: string): Promise<oauth.TokenEndpointResponse> {
    const begun = await begin();
    return await redeem(await new LoginVisitor().logIn(begun.address, person), begun);
  }

  async function renew(refreshToken = ''): Promise<oauth.TokenEndpointResponse> {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options);
    return await oauth.processRefreshTokenResponse(server, client, response);
  }

  const claimsOf = async (token: string | undefined) => {
    const decision = await login.decide(token ?? '');
    return decision.kind === 'allowed' ? decision.claims : decision.kind;
  };
  const alice = { sub: 'alice@example.com', email: 'alice@example.com', groups: '[ops treasury]', iss: issuer };

  test('gives tokens that the API takes, both of them, as `npm run token` prints one', async () => {
    const { id_token: id, access_token: access } = await logIn('alice@example.com');
    expect(await claimsOf(id)).toMatchObject({ ...alice, aud: audience });
    expect(await claimsOf(access)).toMatchObject({ ...alice, aud: audience });
  });

  test('renews them with a refresh token that is good for one use', async () => {
    const { refresh_token: first } = await logIn('alice@example.com');
    const renewed = await renew(first);
    expect(await claimsOf(renewed.id_token)).toMatchObject(alice);
    await expect(renew(first)).rejects.toMatchObject({ error: 'invalid_grant' });
    // Somebody else may have used it first, so the one that came of it is not good any more either.
    await expect(renew(renewed.refresh_token)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('gives tokens that no other API takes, and that run out', async () => {
    const { id_token: id = '' } = await logIn('bob@example.com');
    expect(await login.decide(id, { audience: 'payroll' })).toEqual({ kind: 'unauthorized' });
    const { iat, exp } = decodeJwt(id);
    expect((exp ?? 0) - (iat ?? 0)).toBe(600);
  });

  test('refuses a code with another verifier, and one that was used', async () => {
    const begun = await begin();
    const answer = await new LoginVisitor().logIn(begun.address, 'bob@example.com');
    const other = { ...begun, verifier: oauth.generateRandomCodeVerifier() };
    await expect(redeem(answer, other)).rejects.toMatchObject({ error: 'invalid_grant' });
    const again = await begin();
    const second = await new LoginVisitor().logIn(again.address, 'bob@example.com');
    const { refresh_token: refresh } = await redeem(second, again);
    await expect(redeem(second, again)).rejects.toMatchObject({ error: 'invalid_grant' });
    // Whoever used it twice gets nothing, and the first loses what he got.
    await expect(renew(refresh)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test.each([
    ['a foreign way back', { redirect_uri: 'http://evil.example.com/' }],
    ['another page of this machine', { redirect_uri: 'http://127.0.0.1:9/' }],
    ['another path', { redirect_uri: `${consoleUrl}/instructions` }],
    ['another client', { client_id: 'payroll' }],
  ])('shows its own page and goes nowhere with %s', async (_what, changes) => {
    const shown = await new LoginVisitor().open((await begin(changes)).address);
    expect([shown.status, shown.headers.get('location')]).toEqual([400, null]);
    expect(await shown.text()).toContain('This login is refused');
  });

  test.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['for a token in the address', { response_type: 'id_token' }],
  ])('refuses to log in %s', async (_what, changes) => {
    const shown = await new LoginVisitor().open((await begin(changes)).address);
    const answer = new URL(shown.headers.get('location') ?? '', consoleUrl);
    expect(answer.href).toMatch(/error=(invalid_request|unauthorized_client|unsupported_response_type)/);
    expect(answer.href).not.toMatch(/code=|token=/);
  });

  test('has a page with each person, their groups and what they may do, which nobody else can use', async () => {
    const shown = await new LoginVisitor().open((await begin()).address);
    const html = await shown.text();
    expect(html).toContain('value="carol@example.com"');
    expect(html).toContain('carol@example.com, group: finance');
    expect(html).toContain('approves payments and closes months');
    const policy = shown.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/127\.0\.0\.1:8080 /,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('script-src');
    // Without the cookie of who began it.
    const stolen = await new LoginVisitor().open(shown.url, { person: 'carol@example.com' });
    expect([stolen.status, stolen.headers.get('location')]).toEqual([400, null]);
  });

  test('knows the people of the demo only, and takes a cancel', async () => {
    const stranger = await new LoginVisitor().logIn((await begin()).address, 'mallory@example.com');
    expect(stranger).toBe('');
    const cancelled = await new LoginVisitor().cancel((await begin()).address);
    expect(cancelled).toMatch(/^http:\/\/127\.0\.0\.1:8080\/\?error=access_denied&/);
  });

  test('lets scripts of the console alone read its tokens', async () => {
    const ask = (origin: string) =>
      fetch(server.token_endpoint ?? '', {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ grant_type: 'refresh_token', client_id: audience, refresh_token: 'none' }),
      });
    expect((await ask(consoleUrl)).headers.get('access-control-allow-origin')).toBe(consoleUrl);
    expect((await ask('http://evil.example.com')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('remembers who logged in until they log out', async () => {
    const visitor = new LoginVisitor();
    const begun = await begin();
    const { id_token: id = '', refresh_token: refresh } = await redeem(
      await visitor.logIn(begun.address, 'erin@example.com'),
      begun,
    );
    expect((await visitor.open((await begin()).address)).headers.get('location')).toContain('code=');
    const logout = new URL(server.end_session_endpoint ?? '');
    logout.searchParams.set('id_token_hint', id);
    logout.searchParams.set('post_logout_redirect_uri', `${consoleUrl}/`);
    const page = await (await visitor.open(logout.href)).text();
    const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
    expect((await visitor.open(action, { xsrf, logout: 'yes' })).headers.get('location')).toBe(`${consoleUrl}/`);
    expect((await visitor.open((await begin()).address)).headers.get('location')).toBeNull();
    await expect(renew(refresh)).rejects.toMatchObject({ error: 'invalid_grant' });
    logout.searchParams.set('post_logout_redirect_uri', 'http://evil.example.com/');
    expect((await visitor.open(logout.href)).status).toBe(400);
  });

  test('is at its own address only, whatever a name leads to', async () => {
    const { hostname, port } = new URL(login.provider.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ hostname, port, headers: { host: 'evil.example.com' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  test('says that it is starting as long as there is no console', async () => {
    const early = await IdentityProvider.start({
      ...{ issuer, clientId: audience, audience, people: [], signingKey: login.key.privateJwk, tokenSeconds: 60 },
    });
    expect((await fetch(early.discoveryUrl)).status).toBe(503);
    await early.close();
    await expect(fetch(early.discoveryUrl)).rejects.toThrow();
  });
});
