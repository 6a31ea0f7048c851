import type { ConsoleConfiguration } from '../../functions/console/configuration.ts';
import { fromBase64url } from '../api/base64url.ts';
import { readJsonObject } from '../api/json-object.ts';
import { LoginError } from './login-problem.ts';

/** What a token for the API says. It is read for what is shown only: the API verifies it and decides. */
export interface TokenFacts {
  readonly person: string;
  readonly groups: readonly string[];
  /** Both by the provider's clock, in milliseconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

type Names = Pick<ConsoleConfiguration, 'issuer' | 'audience' | 'userClaim' | 'groupsClaim'>;

/** Throws LoginError for a token that the API would not take from anybody. */
export function factsOf(token: string, names: Names): TokenFacts {
  const claims = payloadOf(token);
  if (claims === undefined) throw misconfigured('the token for the API is no JWT');
  if (claims.iss !== names.issuer) throw misconfigured(`the token is of the issuer ${String(claims.iss)}`);
  const audience = claims.aud ?? claims.client_id;
  if (![audience].flat().includes(names.audience)) throw misconfigured(`the token is for ${String(audience)}`);
  const { [names.userClaim]: person, [names.groupsClaim]: groups, iat, exp } = claims;
  if (typeof person !== 'string' || person === '') throw new LoginError({ kind: 'no-person', claim: names.userClaim });
  if (typeof iat !== 'number' || typeof exp !== 'number') throw misconfigured('the token has no iat or no exp');
  return { person, groups: textsIn(groups), issuedAt: iat * 1000, expiresAt: exp * 1000 };
}

function textsIn(claim: unknown): readonly string[] {
  return [claim].flat().filter((one) => typeof one === 'string');
}

function misconfigured(detail: string): LoginError {
  return new LoginError({ kind: 'misconfigured', detail });
}

function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    return readJsonObject(new TextDecoder().decode(fromBase64url(payload)));
  } catch {
    return undefined;
  }
}
