import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { isObject, parseJson } from '../../json.ts';
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
  const existing = await readKey(file);
  if (existing) return existing;
  await writeNewKey(file);
  const made = await readKey(file);
  if (!made) throw new AssemblyError(`the issuer key ${file} vanished while it was made`);
  return made;
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

async function readKey(file: string): Promise<Issuer | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const jwk = parseJson(text);
  if (!isObject(jwk) || jwk.kty !== 'RSA' || typeof jwk.n !== 'string' || typeof jwk.d !== 'string') {
    throw new AssemblyError(`${file} holds no RSA private key as a JSON Web Key; remove it to have a new one made`);
  }
  const publicJwk: JWK = { kty: 'RSA', n: jwk.n, e: String(jwk.e) };
  const privateJwk: JWK = { ...jwk, kty: 'RSA' };
  return { publicKey: await importKey(publicJwk), privateKey: await importKey(privateJwk), privateJwk };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new AssemblyError('the issuer key is no RSA key');
  return key;
}

/** Written aside and then linked: nobody can read half a file, and the first of two writers wins. */
async function writeNewKey(file: string): Promise<void> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' });
  try {
    await link(aside, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside);
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
