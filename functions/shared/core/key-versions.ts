import type { Millis } from './clock.ts';

/** Versions of a key that are not in force and may be tried, by the staging label that Secrets Manager has for them. */
export const nonCurrentVersions = ['AWSPENDING', 'AWSPREVIOUS'] as const;

export type NonCurrentVersion = (typeof nonCurrentVersions)[number];

/**
 * What stands in a secret before its first key. Secrets Manager makes the first version of a secret the current one at
 * once, so something else has to be the first: a key becomes current only after it was tried.
 */
export const placeholderSecret = '{"noKeyYet":true}';

/** A rotated key is taken up within this time even if the exchange still takes the old one; a refused one at once. */
export const keyTtlMs: Millis = 300_000;
