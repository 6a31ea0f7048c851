import { createHmac } from 'node:crypto';
import { base32, base32nopad } from '@scure/base';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { ExchangeRefusal } from '../exchange-refusal.ts';

const stepMs = 30_000;

/**
 * The two-factor token (exchange-api.md 2.4): good for its 30 seconds and for one request. ASSUMPTION A13: TOTP of RFC
 * 6238 with SHA-1 and 6 digits, the current step only, and a right token is used up even if the request is refused
 * later.
 */
export function checkTwoFactor(
  totpSecret: string,
  token: string | undefined,
  usedSteps: Map<string, number>,
  now: Millis,
): void {
  if (token === undefined || token === '') throw new ExchangeRefusal('-4016');
  const step = Math.floor(now / stepMs);
  if (token !== tokenOf(totpSecret, step)) {
    // A token of the step before, if it was used, is told apart from one that was never right.
    throw new ExchangeRefusal(token === tokenOf(totpSecret, step - 1) && isUsed(step - 1) ? '-4018' : '-4017');
  }
  if (isUsed(step)) throw new ExchangeRefusal('-4018');
  usedSteps.set(totpSecret, step);

  function isUsed(each: number): boolean {
    return usedSteps.get(totpSecret) === each;
  }
}

function tokenOf(totpSecret: string, step: number): string {
  const compact = totpSecret.replaceAll(' ', '').toUpperCase();
  const key = compact.includes('=') ? base32.decode(compact) : base32nopad.decode(compact);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const start = (mac.at(-1) ?? 0) & 0x0f;
  const number = BigInt(`0x${mac.toString('hex', start, start + 4)}`) & 0x7fffffffn;
  return String(number % 1_000_000n).padStart(6, '0');
}
