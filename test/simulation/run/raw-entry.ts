import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { listOf, type Raw, recordOf } from './raw.ts';

/** A destination as it lies in the table, told by its history alone. */
export interface RawEntry {
  readonly id: string;
  readonly target: Raw;
  readonly status: string;
  /** When its cool-off began. */
  readonly begunAt: number;
  /** When its cool-off ends, or ended, by the policy as it began. A longer one reaches it too. */
  readonly until: number;
  readonly proposedBy: string;
  readonly confirmedBy: readonly string[];
  readonly history: readonly Raw[];
  readonly version: number;
  readonly publishedVersion: number;
  readonly digest: string;
}

export const entryPk = (id: unknown): string => `whitelist#${id}`;

/** Undefined where an item is something else. */
export function entryOf(item: Item | undefined): RawEntry | undefined {
  if (item === undefined || !String(item.pk).startsWith(entryPk(''))) return undefined;
  const history = listOf(item.history);
  const begun = history.findLast(({ until }) => until !== undefined);
  return {
    id: String(item.pk).slice(entryPk('').length),
    target: recordOf(item.target),
    status: String(history.at(-1)?.to),
    begunAt: Number(begun?.at ?? Number.POSITIVE_INFINITY),
    until: Number(begun?.until ?? Number.POSITIVE_INFINITY),
    proposedBy: String(history[0]?.by),
    confirmedBy: history.filter(({ step }) => step === 'confirm').map(({ by }) => String(by)),
    history,
    version: Number(item.version),
    publishedVersion: Number(item.publishedVersion),
    digest: String(item.digest),
  };
}
