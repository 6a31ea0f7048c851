import type { Clock } from '../core/clock.ts';
import type { ErrorCode } from '../core/error-codes.ts';
import { isTreasuryError } from '../core/errors.ts';
import type { KeyName } from '../core/key-names.ts';
import type { NonCurrentVersion } from '../core/key-versions.ts';
import { checkApiKey } from '../exchange/endpoints/check-api-key.ts';
import { serverTime } from '../exchange/endpoints/server-time.ts';
import { ExchangeRefusedError } from '../exchange/errors.ts';
import type { KeyReader } from '../exchange/key-trial.ts';
import { SecretUnavailableError } from '../signing/index.ts';
import type { KeyCheck } from './key-check.ts';
import type { KeyUse } from './key-use.ts';
import { probePermissions } from './probe-permissions.ts';
import { sanitizeText } from './sanitize-text.ts';

export interface KeyCheckInput {
  readonly key: KeyName;
  readonly exchange: KeyReader;
  readonly use: KeyUse;
  readonly clock: Clock;
}

/** A version of a key that is not in force. */
export interface VersionCheckInput extends Omit<KeyCheckInput, 'use'> {
  readonly version: NonCurrentVersion;
}

type CheckSubject = 'key' | 'version' | 'checkedAt' | 'usedAt' | 'previousCheckAt';
type Measured = Pick<KeyCheck, 'clock'>;
type WithoutAbout<Check> = Check extends unknown ? Omit<Check, CheckSubject> : never;
type Tried = WithoutAbout<KeyCheck>;
type Failed = Exclude<Tried, { kind: 'works' }>;

/** The secret was read and is no key for this API. */
const unusableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['secret-malformed', 'signing-mode']);
/** The exchange was not asked, or did not answer as documented: nothing was learned of the key. */
const unansweredCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'exchange-unavailable',
  'exchange-answer-malformed',
  'exchange-maintenance',
  'rate-limited',
  'ip-banned',
]);

/** Tries a key with reads only. What is wrong with the key is an answer; what is wrong with us is thrown. */
export async function checkKey({ key, exchange, use, clock }: KeyCheckInput): Promise<KeyCheck> {
  // Before the key is used: this check is a use too, and begins the 90 days anew (exchange-api.md 1.3).
  const before = await use.last();
  const checkedAt = clock.now();
  const tried = await tryKey(exchange, clock);
  await use.checked(checkedAt);
  return { key, checkedAt, ...before, ...tried };
}

/** Tries a version that is not in force. It tells nothing of the key's use, and is none: the idle time counts on. */
export async function checkVersion({ key, version, exchange, clock }: VersionCheckInput): Promise<KeyCheck> {
  const checkedAt = clock.now();
  return { key, version, checkedAt, ...(await tryKey(exchange, clock)) };
}

async function tryKey(exchange: KeyReader, clock: Clock): Promise<Tried> {
  let measured: Measured = {};
  try {
    measured = { clock: await compareClocks(exchange, clock) };
    const accountType = sanitizeText(await exchange.read(checkApiKey, undefined), 64);
    return { ...measured, kind: 'works', accountType, permissions: await probePermissions(exchange) };
  } catch (error) {
    return { ...measured, ...failureOf(error) };
  }
}

/**
 * The exchange's clock was read at some moment between asking and its answer: the middle is off by half of that at
 * most.
 */
async function compareClocks(exchange: KeyReader, clock: Clock): Promise<NonNullable<Measured['clock']>> {
  const askedAt = clock.now();
  const theirs = await exchange.read(serverTime, undefined);
  const roundTripMs = clock.now() - askedAt;
  return { skewMs: Math.round(theirs - askedAt - roundTripMs / 2), roundTripMs };
}

function failureOf(error: unknown): Failed {
  if (!isTreasuryError(error)) throw error;
  if (error instanceof ExchangeRefusedError) return { kind: 'refused', exchangeCode: error.exchangeCode };
  const failure = { code: error.code, message: sanitizeText(error.message, 500) };
  if (error instanceof SecretUnavailableError) {
    // The stack makes every secret, without a value: what is not found was not put there yet.
    if (error.reason === 'not-found') return { kind: 'not-set' };
    return { kind: error.transient ? 'unanswered' : 'unusable', ...failure };
  }
  if (unusableCodes.has(error.code)) return { kind: 'unusable', ...failure };
  if (unansweredCodes.has(error.code)) return { kind: 'unanswered', ...failure };
  throw error;
}
