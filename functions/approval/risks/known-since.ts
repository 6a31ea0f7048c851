import { iso, type Millis } from '../../shared/core/clock.ts';

/** How far back the words before it reach, where payments are kept since a known day. */
export function knownSince(since: Millis | undefined): string {
  return since === undefined ? '' : ` since ${iso(since).slice(0, 10)}, when this began to be kept`;
}
