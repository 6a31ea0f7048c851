import {
  GetSecretValueCommand,
  type GetSecretValueCommandOutput,
  SecretsManagerClient,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import { type NonCurrentVersion, placeholderSecret } from '../core/key-versions.ts';
import { SecretUnavailableError, type UnavailableReason } from './errors.ts';

/** The one call of the Secrets Manager client that is used here. */
export interface SecretsClient {
  send(command: GetSecretValueCommand, options: { abortSignal: AbortSignal }): Promise<GetSecretValueCommandOutput>;
}

/** The most that one read may take, all attempts together. A Lambda that waits longer pays for nothing. */
const readMs = 5000;

let shared: SecretsManagerClient | undefined;

/** One client for all keys of a function, made when first needed. Region and endpoint come from the environment. */
export function sharedClient(): SecretsClient {
  shared ??= new SecretsManagerClient({
    maxAttempts: 2,
    retryMode: 'standard',
    // Without throwOnRequestTimeout the request timeout only writes a warning and goes on waiting.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, socketTimeout: 1500, throwOnRequestTimeout: true },
  });
  return shared;
}

/** Reads a version of a text secret, without one the current version. Throws a SecretUnavailableError. */
export async function readSecretText(
  client: SecretsClient,
  secretId: string,
  version?: NonCurrentVersion,
): Promise<string> {
  const { SecretString: text } = await fetchSecret(client, secretId, version);
  if (text !== undefined && text !== placeholderSecret) return text;
  const reason = text === placeholderSecret ? 'not-found' : 'not-text';
  throw new SecretUnavailableError(secretId, reason, explanations[reason]);
}

async function fetchSecret(
  client: SecretsClient,
  secretId: string,
  version: NonCurrentVersion | undefined,
): Promise<GetSecretValueCommandOutput> {
  try {
    const abortSignal = AbortSignal.timeout(readMs);
    const command = { SecretId: secretId, ...(version === undefined ? {} : { VersionStage: version }) };
    return await client.send(new GetSecretValueCommand(command), { abortSignal });
  } catch (error) {
    const reason = reasonOf(error);
    const options = holdsAnswer(error) ? undefined : { cause: error };
    throw new SecretUnavailableError(secretId, reason, explanations[reason], options);
  }
}

/**
 * An answer of the service that is no error of its own is the secret, or a part of it. Then the error is no cause to
 * keep.
 */
function holdsAnswer(error: unknown): boolean {
  if (error instanceof SecretsManagerServiceException || typeof error !== 'object' || error === null) return false;
  return '$response' in error || '$responseBodyText' in error || isSyntaxError(error);
}

const explanations: Readonly<Record<UnavailableReason, string>> = {
  timeout: 'Secrets Manager did not answer in time',
  network: 'Secrets Manager could not be reached',
  throttled: 'Secrets Manager asks for fewer requests',
  'service-error': 'Secrets Manager failed',
  'not-found': 'there is no such secret, or no key in it',
  'access-denied': 'this role may not read or decrypt it',
  'not-text': 'it holds no text; expected JSON as SecretString, not binary',
  'unreadable-answer': 'the answer of Secrets Manager is no JSON',
  other: 'the request was not taken; see the cause',
};

const networkCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH'];
const timeoutNames = ['TimeoutError', 'AbortError'];

function reasonOf(error: unknown): UnavailableReason {
  if (error instanceof SecretsManagerServiceException) return serviceReason(error);
  if (typeof error !== 'object' || error === null) return 'other';
  if (isSyntaxError(error)) return 'unreadable-answer';
  // The code comes first: the SDK gives a connection that was cut the name TimeoutError.
  if ('code' in error && networkCodes.includes(String(error.code))) return 'network';
  return 'name' in error && timeoutNames.includes(String(error.name)) ? 'timeout' : 'other';
}

function isSyntaxError(error: object): boolean {
  return 'name' in error && error.name === 'SyntaxError';
}

function serviceReason(error: SecretsManagerServiceException): UnavailableReason {
  if (error.name === 'ResourceNotFoundException') return 'not-found';
  if (/AccessDenied|DecryptionFailure|UnrecognizedClient|ExpiredToken|InvalidSignature/.test(error.name))
    return 'access-denied';
  if (/Throttl|TooManyRequests|RequestLimit/.test(error.name) || error.$metadata.httpStatusCode === 429)
    return 'throttled';
  return error.$fault === 'server' || (error.$metadata.httpStatusCode ?? 0) >= 500 ? 'service-error' : 'other';
}
