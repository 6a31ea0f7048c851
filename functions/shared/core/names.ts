/** Names that the template and the code must agree on. Both take them from here. */

/** The source of our own events. The bus policy is to deny it to all others. */
export const eventSource = 'hashkey-treasury';

/** Instructions that still have something to happen, oldest first. Sparse: a finished one has no `open`. */
export const openIndex = { name: 'open', key: 'open', sort: 'openSince' } as const;

/**
 * What stands in `open`: the sorts of items that are found by it. Books of limits stand there while a reservation is in
 * doubt, and deposits until they are at their end and everybody was told.
 */
export const openValues = { instructions: 'open', limitBooks: 'limit', deposits: 'deposit' } as const;

/** Instructions by status, for people who look. */
export const byStatusIndex = { name: 'by-status', key: 'status', sort: 'updatedAt' } as const;

/**
 * What people search for. An instruction is in it under one value, and by small items of its own under each way to look
 * for it: see ledger/search. It holds keys alone, so that an entry costs little and no step of a life writes it again.
 */
export const searchIndex = { name: 'search', key: 'listedBy', sort: 'listedAt' } as const;

/** What the values of `listedBy` begin with: instructions by what they are, and people's decisions by who made them. */
export const searchPrefixes = { instructions: 'listed#', decisions: 'decision#' } as const;

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
