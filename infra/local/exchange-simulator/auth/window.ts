import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { ExchangeRefusal, missingParam } from '../exchange-refusal.ts';
import type { Params } from '../params.ts';

const defaultWindowMs = 5_000;
const windowMaxMs = 8_000;
/** How far the caller's clock may be ahead. */
const aheadMs = 1_000;

/**
 * The time of a request (exchange-api.md 2.2): 13 digits, less than a second ahead of the server, and at most
 * recvWindow behind it. ASSUMPTION A10: a malformed timestamp and a window over 8000 are answered as any other failure,
 * -1021. ASSUMPTION A20: the window holds for every signed call.
 */
export function checkWindow(params: Params, now: Millis): void {
  const text = params.optional('timestamp');
  if (text === undefined) throw missingParam('timestamp');
  if (!/^\d{13}$/.test(text)) throw new ExchangeRefusal('-1021', 'Timestamp must be 13 digits, in milliseconds.');
  const recvWindow = params.optional('recvWindow') ?? String(defaultWindowMs);
  if (!/^\d{1,5}$/.test(recvWindow) || Number(recvWindow) > windowMaxMs) {
    throw new ExchangeRefusal('-1021', `recvWindow must be at most ${windowMaxMs}.`);
  }
  const timestamp = Number(text);
  if (timestamp >= now + aheadMs || now - timestamp > Number(recvWindow)) throw new ExchangeRefusal('-1021');
}
