import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import localTreasury from '../../infra/config/local.ts';
import { authorize, type Decision } from '../../infra/local/aws/http/authorizer.ts';
import { type Issuer, loadIssuer } from '../../infra/local/aws/issuer.ts';
import { IdentityProvider } from '../../infra/local/identity-provider/identity-provider.ts';
import { loginPeople } from '../../infra/local/identity-provider/people.ts';

export const { issuer, audience } = localTreasury.identity;
export const consoleUrl = 'http://127.0.0.1:8080';

/** The local provider, as the local stack has it, and what its API says to a token. */
export interface LocalLogin {
  readonly provider: IdentityProvider;
  readonly key: Issuer;
  /** As the gateway before the API decides; another audience stands for another API. */
  decide(token: string, of?: { readonly audience: string }): Promise<Decision>;
}

export async function startLocalLogin(): Promise<LocalLogin> {
  const folder = await mkdtemp(join(tmpdir(), 'local-login-'));
  const key = await loadIssuer(join(folder, 'issuer-key.json'));
  await rm(folder, { recursive: true });
  const provider = await IdentityProvider.start({
    issuer,
    clientId: audience,
    audience,
    people: loginPeople(localTreasury.policy),
    signingKey: key.privateJwk,
    tokenSeconds: 600,
  });
  provider.serve(consoleUrl);
  return {
    provider,
    key,
    decide: (token, of = { audience }) =>
      authorize({ issuer, audience: [of.audience] }, `Bearer ${token}`, [], key.publicKey),
  };
}
