import * as v from 'valibot';
import { ledgerExportKey } from '../shared/core/item-keys.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { type Versioned, versionUnchanged } from '../shared/ledger/store/versioned.ts';
import type { ExportProgress } from './progress.ts';

/** How far the table is exported, in an item of its own. */
export interface ProgressStore {
  read(): Promise<Versioned<ExportProgress>>;
  /** False where somebody else was faster, or where our own write stands there already. */
  write(seen: Versioned<ExportProgress>, next: ExportProgress): Promise<boolean>;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = v.variant('kind', [
  v.strictObject({ kind: v.literal('full'), at: whole }),
  v.strictObject({ kind: v.literal('increment'), from: whole, to: whole }),
]);
const itemSchema = v.object({
  version: whole,
  exportedUntil: v.exactOptional(whole),
  claim: v.exactOptional(
    v.strictObject({
      span,
      token: v.string(),
      claimedAt: whole,
      tries: v.pipe(whole, v.minValue(1)),
      exportArn: v.exactOptional(v.string()),
    }),
  ),
});

export function openProgressStore(table: Table): ProgressStore {
  return {
    read: async () => {
      const item = await table.get(ledgerExportKey);
      if (item === undefined) return { version: 0, state: {} };
      const parsed = v.safeParse(itemSchema, item);
      if (!parsed.success) throw new CorruptItemError(ledgerExportKey);
      const { version, exportedUntil, claim } = parsed.output;
      const state = {
        ...(exportedUntil === undefined ? {} : { exportedUntil }),
        ...(claim === undefined ? {} : { claim }),
      };
      return { version, state };
    },
    write: ({ version }, { exportedUntil, claim }) =>
      table.update(ledgerExportKey, {
        set: {
          version: version + 1,
          ...(exportedUntil === undefined ? {} : { exportedUntil }),
          ...(claim === undefined ? {} : { claim }),
        },
        ...(claim === undefined ? { remove: ['claim'] } : {}),
        ...versionUnchanged(version),
      }),
  };
}
