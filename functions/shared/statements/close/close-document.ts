import { createHash } from 'node:crypto';
import type { Millis } from '../../core/clock.ts';
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
  const { days, balances, totals, fees, unexplained } = ordered(content);
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
  return `${JSON.stringify({ ...head, signOffs: signed, content: ordered(content) })}\n`;
}

/** The digest of a document's bytes, as hex. */
export const documentDigest = sha256;

function contentText(content: MonthContent): string {
  return JSON.stringify(ordered(content));
}

// Absent fields are left out by JSON, so each field is named once and in one order.
function ordered({ month, accounts, days, balances, totals, fees, unexplained }: MonthContent) {
  return {
    ...{ month, accounts },
    days: days.map(({ account, date, state, digest }) => ({ account, date, state, digest })),
    balances: balances.map(({ account, coin, opening, closing, difference }) => ({
      ...{ account, coin, opening, closing, difference },
    })),
    totals: totals.map(({ coin, type, destination, amount, movements }) => ({
      ...{ coin, type, destination, amount, movements },
    })),
    fees: fees.map(({ coin, amount }) => ({ coin, amount })),
    unexplained: unexplained.map(({ account, date, id, time, type, coin, amount, counterparty, notes }) => ({
      ...{ account, date, id, time, type, coin, amount, counterparty },
      notes: notes.map(({ text, by, at }) => ({ text, by, at })),
    })),
  };
}
