import { type CryptoKey, errors, type JWK, jwtVerify } from 'jose';
import { isObject } from '../../../json.ts';
import { flattenClaims } from './claims.ts';

/** The JWT authorizer of an HTTP API, as its template declares it. */
export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export type Decision =
  | { readonly kind: 'allowed'; readonly claims: Record<string, string>; readonly scopes: readonly string[] | null }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' };

/**
 * Checks a token as an HTTP API does (HTTP API guide, "Controlling access with JWT authorizers"): RS256, issuer,
 * audience by `aud` or `client_id`, `exp`, `nbf`, `iat`; then the route's scopes, of which one is enough.
 */
export async function authorize(
  authorizer: JwtAuthorizer,
  header: string | undefined,
  scopes: readonly string[],
  key: CryptoKey | JWK | Uint8Array,
): Promise<Decision> {
  const token = header?.replace(/^Bearer /i, '');
  if (token === undefined || token === '') return { kind: 'unauthorized' };
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: authorizer.issuer,
      requiredClaims: ['exp'],
    });
    if (!isFor(authorizer, payload) || isFromTheFuture(payload.iat)) return { kind: 'unauthorized' };
    const given = scopesOf(payload);
    if (scopes.length > 0 && !scopes.some((scope) => given.includes(scope))) return { kind: 'forbidden' };
    return { kind: 'allowed', claims: flattenClaims(payload), scopes: scopes.length > 0 ? scopes : null };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { kind: 'unauthorized' };
    throw error;
  }
}

function isFor({ audience }: JwtAuthorizer, claims: Readonly<Record<string, unknown>>): boolean {
  const named = claims.aud ?? claims.client_id;
  return [named].flat().some((one) => typeof one === 'string' && audience.includes(one));
}

function isFromTheFuture(issuedAt: number | undefined): boolean {
  return issuedAt !== undefined && issuedAt * 1000 > Date.now() + 1000;
}

function scopesOf(claims: unknown): readonly string[] {
  const scope = isObject(claims) ? (claims.scope ?? claims.scp) : undefined;
  if (typeof scope === 'string') return scope.split(' ');
  return Array.isArray(scope) ? scope.filter((one) => typeof one === 'string') : [];
}
