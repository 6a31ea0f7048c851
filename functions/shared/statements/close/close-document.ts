import { createHash } from 'node:crypto';
import type { Millis } from '../../core/clock.ts';
import { contentText, orderedContent } from './content-text.ts';
import { closeVersion, type MonthContent } from './month-content.ts';

/** One of the two people who signed. */
export interface SignOff {
  readonly by: string;
  readonly at: Millis;
}

/** What a digest is made of, so that it can be told which part changed. */
export const sections = ['days', 'balances', 'totals', 'fees', 'unexplained'] as const;
export type Section = (typeof sections)[number];

/** SHA-256 of each part of a month, as hex. */
export type SectionDigests = Readonly<Record<Section, string>>;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What a person names who signs: SHA-256 of the content's text, as hex. */
export function contentDigest(content: MonthContent): string {
  return sha256(contentText(content));
}

export function sectionDigests(content: MonthContent): SectionDigests {
  const { days, balances, totals, fees, unexplained } = orderedContent(content);
  const of = (part: unknown): string => sha256(JSON.stringify(part));
  return { days: of(days), balances: of(balances), totals: of(totals), fees: of(fees), unexplained: of(unexplained) };
}

/**
 * The document of a closed month. The order of its fields is fixed, so that the same month is always the same bytes.
 * `previous` is the digest of the document of the month before, where that is closed. Ends with a line break.
 */
export function closeDocument(
  content: MonthContent,
  signOffs: readonly SignOff[],
  previous: string | undefined,
): string {
  const signed = signOffs.map(({ by, at }) => ({ by, at }));
  const head = { kind: 'month-close', version: closeVersion, previous, digest: contentDigest(content) };
  return `${JSON.stringify({ ...head, signOffs: signed, content: orderedContent(content) })}\n`;
}

/** The digest of a document's bytes, as hex. */
export const documentDigest = sha256;
