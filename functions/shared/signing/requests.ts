import type { Millis } from '../core/clock.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A signed call of today's API (exchange-api.md 2.1). */
export interface CurrentRequest {
  readonly method: Method;
  /** From the host on, without a query, such as `/api/v1/account`. */
  readonly path: string;
  /** Names and plain values (not yet encoded), sent in this order. Without recvWindow, timestamp and signature. */
  readonly params: readonly (readonly [string, string])[];
  /** Milliseconds on the exchange's clock, 13 digits (exchange-api.md 2.2). */
  readonly timestamp: Millis;
  /** Milliseconds, 1 to 8000 (exchange-api.md 2.2). */
  readonly recvWindow: number;
  /** Six digits for `X-TWO-FA-TOKEN` (exchange-api.md 2.4). */
  readonly twoFactorToken?: string;
}

/** A signed call of the older HashKey PRO API (exchange-api.md 2.6). */
export interface ProRequest {
  readonly method: Method;
  /** With its prefix, such as `/APITrade/v1/info/time`. The prefix `/APITrade` is sent and not signed. */
  readonly path: string;
  /** Already percent-encoded, without the question mark. Signed as part of the path: ASSUMPTION A18. */
  readonly query?: string;
  /** Compact JSON text. */
  readonly body?: string;
  /** Milliseconds on the exchange's clock, 13 digits. */
  readonly timestamp: Millis;
}

/** A request that is ready to go. Printed in any way it shows its method and path only. */
export interface SignedRequest {
  readonly method: Method;
  /** Path and query to request, exactly as they were signed. Holds the signature: never log it. */
  readonly target: string;
  /** Holds the API key and, for HashKey PRO, the signature: never log it. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text to send, as UTF-8. Undefined when everything is in the target. */
  readonly body: string | undefined;
}
