import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Account, Configuration, Context, Grant, Provider } from 'oidc-provider';
import { BoundedStore } from './bounded-store.ts';
import type { Page } from './page.ts';
import { loggedOutPage, logoutPage, refusalPage } from './pages.ts';
import type { LoginPerson } from './people.ts';

export interface ProviderSettings {
  /** As the stage's configuration has it. The documents say it, though the provider listens elsewhere. */
  readonly issuer: string;
  /** The one client, a page in a browser. */
  readonly clientId: string;
  /** Of the access token. That of the ID token is the client. */
  readonly audience: string;
  readonly people: readonly LoginPerson[];
  /** Private. */
  readonly signingKey: JWK;
  /** How long a token is good for. */
  readonly tokenSeconds: number;
}

/** The console's address on each name of this machine, such as `http://127.0.0.1:8080`. */
export type Origins = readonly string[];

const resource = 'urn:hashkey-treasury:api';
const scopes = ['openid', 'email', 'profile', 'groups', 'offline_access'];
const workday = 12 * 3_600;

/** Loads what a provider takes, which is much, and makes one. */
export async function createProvider(settings: ProviderSettings, origins: Origins): Promise<Provider> {
  const { Provider } = await import('oidc-provider');
  return new Provider(settings.issuer, configurationOf(settings, origins));
}

function configurationOf(settings: ProviderSettings, origins: Origins): Configuration {
  const { clientId, people, signingKey, tokenSeconds } = settings;
  const store = new BoundedStore();
  return {
    adapter: (model) => store.adapter(model),
    // Whatever is asked for, a token says who somebody is, as `npm run token` has it.
    claims: { openid: ['sub', 'email', 'groups'] },
    clientBasedCORS: (_context, origin) => origins.includes(origin),
    clients: [clientOf(clientId, origins)],
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    expiresWithSession: async () => true,
    extraTokenClaims: async (_context, { accountId = '' }) => claimsOf(people, accountId),
    features: featuresOf(settings, origins),
    findAccount: async (_context, id) => accountOf(people, id),
    interactions: { url: (_context, { uid }) => `/login/${uid}` },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    jwks: { keys: [{ ...signingKey, alg: 'RS256', use: 'sig' }] },
    loadExistingGrant,
    pkce: { required: () => true },
    renderError: async (context, shown) => show(context, refusalPage(shown)),
    responseTypes: ['code'],
    rotateRefreshToken: true,
    scopes,
    ttl: {
      AccessToken: tokenSeconds,
      IdToken: tokenSeconds,
      AuthorizationCode: 60,
      Interaction: 3_600,
      RefreshToken: workday,
      Grant: workday,
      Session: workday,
    },
  };
}

function clientOf(clientId: string, origins: Origins) {
  const addresses = origins.map((origin) => `${origin}/`);
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: addresses,
    post_logout_redirect_uris: addresses,
    scope: scopes.join(' '),
  };
}

function featuresOf({ audience }: ProviderSettings, origins: Origins): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    // With it, access tokens would be for the provider, and not for the API.
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => resource,
      getResourceServerInfo: async () => ({
        audience,
        scope: scopes.join(' '),
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (context: Context, form: string) =>
        show(context, logoutPage(form, context.oidc.entities.IdTokenHint !== undefined, origins)),
      postLogoutSuccessSource: async (context: Context) => show(context, loggedOutPage()),
    },
  };
}

/** Nobody is asked whether the console may have what it asks for. */
async function loadExistingGrant({ oidc }: Context): Promise<Grant | undefined> {
  const { provider, client, session } = oidc;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined || session.accountId === undefined) return existing;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(scopes.join(' '));
  grant.addResourceScope(resource, scopes.join(' '));
  await grant.save();
  return grant;
}

function claimsOf(people: readonly LoginPerson[], id: string) {
  const person = people.find(({ email }) => email === id);
  return person && { email: person.email, groups: person.groups };
}

function accountOf(people: readonly LoginPerson[], id: string): Account | undefined {
  const claims = claimsOf(people, id);
  return claims && { accountId: id, claims: async () => ({ sub: id, ...claims }) };
}

function show(context: Context, { html, headers }: Page): void {
  context.set(headers);
  context.body = html;
}
