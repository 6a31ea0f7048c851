import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import type { KeyName } from '../core/key-names.ts';
import type { NonCurrentVersion } from '../core/key-versions.ts';
import { type KeyCheck, keyCheckSchema } from './key-check.ts';
import { keyCheckRequest } from './key-check-request.ts';
import { sanitizeText } from './sanitize-text.ts';

/** What came back from the function that owns a key. Another function's output is checked like anybody else's. */
export type OwnerResponse =
  | { readonly kind: 'answered'; readonly check: KeyCheck }
  | { readonly kind: 'timed-out' }
  /** It threw, could not be started, or we may not call it. `error` is the error's name. */
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'malformed'; readonly what: string };

/**
 * Asks a function for the check of one of its keys, or of a version of it that is not in force. Never throws: one owner
 * must not stop the others.
 */
export type AskOwner = (owner: string, key: KeyName, version?: NonCurrentVersion) => Promise<OwnerResponse>;

const connectionTimeoutMs = 1_000;
/** A check makes three reads; one that hangs is tried for fifteen seconds. Some more for the function's start. */
const answerTimeoutMs = 25_000;

export interface OwnersOptions {
  readonly timeoutMs?: number;
  /** Where Lambda is, for who has it not from the environment. */
  readonly lambda?: Pick<LambdaClientConfig, 'endpoint' | 'region' | 'credentials'>;
}

export function openOwnerCalls({ timeoutMs = answerTimeoutMs, lambda = {} }: OwnersOptions = {}): AskOwner {
  const client = new LambdaClient({
    ...lambda,
    // The check comes again tomorrow, and a second try would not fit into this function's time.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  return async (owner, key, version) => {
    const Payload = JSON.stringify(keyCheckRequest(key, version));
    try {
      const answer = await client.send(new InvokeCommand({ FunctionName: owner, Payload }));
      const text = answer.Payload?.transformToString() ?? '';
      return answer.FunctionError === undefined
        ? readCheck(key, text, version)
        : { kind: 'failed', error: errorType(text) };
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** The SDK gives a connection that was cut the name TimeoutError too; its code tells the two apart. */
const cutCodes = ['ECONNRESET', 'EPIPE'];

function failureOf(error: unknown): OwnerResponse {
  if (!(error instanceof Error)) return { kind: 'failed', error: 'not-an-error' };
  const code = 'code' in error ? String(error.code) : '';
  if (cutCodes.includes(code)) return { kind: 'failed', error: code };
  return error.name === 'TimeoutError'
    ? { kind: 'timed-out' }
    : { kind: 'failed', error: sanitizeText(error.name, 100) };
}

/** Pure: reads an owner's answer about this version of this key. */
export function readCheck(key: KeyName, text: string, version?: NonCurrentVersion): OwnerResponse {
  const parsed = v.safeParse(keyCheckSchema, parseJson(text));
  if (!parsed.success) {
    const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the answer');
    return { kind: 'malformed', what: sanitizeText(`${fields.join(', ')} not as agreed`, 200) };
  }
  if (parsed.output.key !== key) return { kind: 'malformed', what: `it is about the key ${parsed.output.key}` };
  if (parsed.output.version !== version) return { kind: 'malformed', what: 'it is about another version of the key' };
  return { kind: 'answered', check: parsed.output };
}

/** Only the error's name: its message is in the owner's own log. */
function errorType(text: string): string {
  const failure = v.safeParse(v.object({ errorType: v.string() }), parseJson(text));
  return failure.success ? sanitizeText(failure.output.errorType, 100) : 'unknown';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
