declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { JWK } from 'jose';

  // It has no types of its own. This is what is used here.

  interface Payload {
    readonly grantId?: string;
    readonly uid?: string;
    readonly userCode?: string;
    consumed?: number;
  }

  interface Adapter {
    upsert(id: string, payload: Payload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<Payload | undefined>;
    findByUid(uid: string): Promise<Payload | undefined>;
    findByUserCode(userCode: string): Promise<Payload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  interface Session {
    readonly accountId?: string;
    grantIdFor(clientId: string): string | undefined;
  }

  interface Client {
    readonly clientId: string;
    grantTypeAllowed(type: string): boolean;
  }

  /** Koa's, with what the provider adds. */
  interface Context {
    body: string;
    type: string;
    status: number;
    set(headers: Readonly<Record<string, string>>): void;
    readonly oidc: {
      readonly provider: Provider;
      readonly client: Client;
      readonly session: Session;
      readonly entities: { readonly IdTokenHint?: object };
    };
  }

  interface Account {
    readonly accountId: string;
    claims(): Promise<Readonly<Record<string, unknown>> & { readonly sub: string }>;
  }

  interface Configuration {
    readonly adapter: (model: string) => Adapter;
    readonly claims: Readonly<Record<string, readonly string[]>>;
    readonly clientBasedCORS: (context: Context, origin: string, client: Client) => boolean;
    readonly clients: readonly Readonly<Record<string, unknown>>[];
    readonly conformIdTokenClaims: boolean;
    readonly cookies: Readonly<Record<string, unknown>>;
    readonly expiresWithSession: () => Promise<boolean>;
    readonly extraTokenClaims: (
      context: Context,
      token: { readonly accountId?: string },
    ) => Promise<Readonly<Record<string, unknown>> | undefined>;
    readonly features: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly findAccount: (context: Context, id: string) => Promise<Account | undefined>;
    readonly interactions: { readonly url: (context: Context, interaction: { readonly uid: string }) => string };
    readonly issueRefreshToken: (context: Context, client: Client) => Promise<boolean>;
    readonly jwks: { readonly keys: readonly JWK[] };
    readonly loadExistingGrant: (context: Context) => Promise<Grant | undefined>;
    readonly pkce: { readonly required: () => boolean };
    readonly renderError: (context: Context, shown: Readonly<Record<string, string>>) => Promise<void>;
    readonly responseTypes: readonly string[];
    readonly rotateRefreshToken: boolean;
    readonly scopes: readonly string[];
    readonly ttl: Readonly<Record<string, number>>;
  }

  type InteractionResult =
    | { readonly login: { readonly accountId: string } }
    | { readonly error: string; readonly error_description: string };

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    /** Rejects with a SessionNotFound where the browser has no login under way. */
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly uid: string }>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: InteractionResult): Promise<void>;
    readonly Grant: {
      new (owner: { readonly accountId: string; readonly clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
  }

  export const errors: { readonly SessionNotFound: new () => Error };
}
