import { iso, type Millis } from '../../shared/core/clock.ts';
import type { NotificationKind } from '../../shared/core/notification-kinds.ts';

/** One line that a person reads. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What people are to know, before it is put into the words of a mail or a chat. */
export interface Notice {
  readonly kind: NotificationKind;
  /** What it tells of, such as `instruction inv-2026-0042`. A chat keeps what is of one subject together. */
  readonly about: string;
  /** Which of the subject's steps. A kind is given once for each step of a subject, however often it is asked for. */
  readonly step: string;
  /** The groups of the identity provider that it is for. */
  readonly groups: readonly string[];
  /** What happened, such as `Waits for your approval`. */
  readonly headline: string;
  /** What of, in a few words, such as `1250.5 USDT to acme-usdt-eth`. */
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** What somebody can do about it, as a sentence. */
  readonly next: string;
  /** Where it is to be looked at, as a path of the API. */
  readonly path: string;
}

export function fact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined || value === '' ? [] : [{ label, value }];
}

/** As people read a moment, in UTC to the second: `2026-11-20 10:00:00 UTC`. */
export function momentText(at: Millis): string {
  return `${iso(at).slice(0, 19).replace('T', ' ')} UTC`;
}

/** Each group once, in a stable order. */
export function groupsOf(...groups: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(groups.flat())].toSorted();
}
