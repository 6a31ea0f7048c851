import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import type { ReportedKeyHealth } from './ask-key-health.ts';
import { type LabelledVersion, type LabelledVersions, noKeyVersionId } from './secret-store.ts';
import { linesOf } from './show-findings.ts';

const dayMs = 86_400_000;

/** A version of a key's secret, and how long ago it was put there. */
export interface VersionAge {
  readonly id: string;
  readonly putAt?: string;
  readonly days?: number;
}

/** All that is told of one key. */
export interface CheckedKey extends ReportedKeyHealth {
  readonly current?: VersionAge;
  readonly former?: VersionAge;
  /** A version that waits: a `set` is under way, or was not ended. */
  readonly pending?: VersionAge;
}

/** Pure: a key's health with the versions of its secret. */
export function keyCheckRow(
  health: ReportedKeyHealth,
  { current, previous, pending }: LabelledVersions,
  now: Millis,
): CheckedKey {
  return {
    ...health,
    ...versionAge('current', current, now),
    ...versionAge('former', previous, now),
    ...versionAge('pending', pending, now),
  };
}

function versionAge<Name extends string>(name: Name, version: LabelledVersion | undefined, now: Millis) {
  if (version === undefined || version.id === noKeyVersionId) return {};
  const { id, createdAt } = version;
  if (createdAt === undefined) return { [name]: { id } };
  return { [name]: { id, putAt: iso(createdAt), days: Math.floor((now - createdAt) / dayMs) } };
}

const headings = ['key', 'verdict', 'idle', 'clock', 'current', 'former', 'waiting'];

/** Pure: a table of all keys, then what was found and what to do about it. */
export function linesOfCheck(keys: readonly CheckedKey[]): readonly string[] {
  const rows = keys.map((key) => [
    key.key,
    key.verdict,
    key.idleDays === undefined ? '-' : `${key.idleDays} d`,
    key.clockSkewMs === undefined ? '-' : `${key.clockSkewMs} ms`,
    formatAge(key.current),
    formatAge(key.former),
    formatAge(key.pending),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)),
  );
  const table = [headings, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const found = keys.flatMap(({ key, findings }) => (findings.length === 0 ? [] : [`${key}:`, ...linesOf(findings)]));
  return [...table, ...found];
}

function formatAge(version: VersionAge | undefined): string {
  if (version === undefined) return '-';
  return version.putAt === undefined ? 'yes' : `${version.putAt.slice(0, 10)} (${version.days} d)`;
}

/** 0 where no person has to look. */
export function exitCodeOf(keys: readonly CheckedKey[]): 0 | 1 {
  return keys.every(({ verdict }) => verdict === 'healthy' || verdict === 'unused') ? 0 : 1;
}
