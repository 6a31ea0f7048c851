import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { isObject, parseJson } from '../../json.ts';
import { readOrMakeKeyFile } from '../key-file.ts';
import { AssemblyError } from './errors.ts';

/** The key pair that stands for the company's identity provider on this machine. */
export interface Issuer {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  /** The private key once more, as text. */
  readonly privateJwk: JWK;
}

const algorithm = 'RS256';

/** Reads the key pair from `file`, or makes one there first (mode 0600). Two that start at once get the same one. */
export async function loadIssuer(file: string): Promise<Issuer> {
  const text = await readOrMakeKeyFile(file, newKey);
  if (text === undefined) throw new AssemblyError(`the issuer key ${file} vanished while it was made`);
  const jwk = parseJson(text);
  if (!isObject(jwk) || jwk.kty !== 'RSA' || typeof jwk.n !== 'string' || typeof jwk.d !== 'string') {
    throw new AssemblyError(`${file} holds no RSA private key as a JSON Web Key; remove it to have a new one made`);
  }
  const publicJwk: JWK = { kty: 'RSA', n: jwk.n, e: String(jwk.e) };
  const privateJwk: JWK = { ...jwk, kty: 'RSA' };
  return { publicKey: await importKey(publicJwk), privateKey: await importKey(privateJwk), privateJwk };
}

export interface TokenRequest {
  readonly issuer: string;
  readonly audience: string;
  readonly expiresInSeconds: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Signs a token; `sub` and all else stands in `claims`. `now` in milliseconds since 1970. */
export async function signToken({ privateKey }: Issuer, request: TokenRequest, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return await new SignJWT({ ...request.claims })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuer(request.issuer)
    .setAudience(request.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + request.expiresInSeconds)
    .sign(privateKey);
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new AssemblyError('the issuer key is no RSA key');
  return key;
}

async function newKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
  return JSON.stringify(await exportJWK(privateKey));
}
