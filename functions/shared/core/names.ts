/** Names that the template and the code must agree on. Both take them from here. */

/** The source of our own events. The bus policy is to deny it to all others. */
export const eventSource = 'hashkey-treasury';

/** Instructions that still have something to happen, oldest first. Sparse: a finished one has no `open`. */
export const openIndex = { name: 'open', key: 'open', sort: 'openSince' } as const;

/**
 * What stands in `open`: the two sorts of items that are found by it. Books of limits stand there while a reservation
 * is in doubt.
 */
export const openValues = { instructions: 'open', limitBooks: 'limit' } as const;

/** Instructions by status, for people who look. */
export const byStatusIndex = { name: 'by-status', key: 'status', sort: 'updatedAt' } as const;

/**
 * Messages of one group are handled one after the other: one group a key keeps the order of its releases, and no key
 * waits for another. Sweeps have groups of their own, see ledger/messaging/sweep-group.ts.
 */
export const messageGroups = { releases: 'withdrawal', fiatReleases: 'fiat' } as const;

/** The folder of the exports' bucket that the exports of the table are in. */
export const exportPrefix = 'ledger';

/**
 * Each alias is one way to call a function. Claims in an HTTP event are believed where API Gateway checked the token
 * they came in, so only API Gateway may call `http`. Who checks keys may call `key-check`, which answers nothing else.
 */
export const aliases = { http: 'http', keyCheck: 'key-check' } as const;
