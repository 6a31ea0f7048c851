/**
 * The exchange takes a request for this long after its timestamp. Its own default, and what it recommends
 * (exchange-api.md 2.2).
 */
export const recvWindowMs = 5_000;

/**
 * An answer to a money call is waited for as long as the exchange may still take the request, and a little for its way.
 */
export const moneyTimeoutMs = 8_000;
export const moneyBodyMax = 65_536;

/**
 * Reads are cheap to try again, so they wait less. The largest answer, a full page of records, is well below the limit.
 */
export const readTimeoutMs = 5_000;
export const readBodyMax = 8_388_608;

/** How often a read is tried in all. */
export const readAttemptsMax = 3;
/**
 * Before the second try; twice as long before the third. Half of it is chance, so that instances do not march in step.
 */
export const readBackOffMs = 300;
