import * as v from 'valibot';
import type { Millis } from '../shared/core/clock.ts';
import { statementProgressKey } from '../shared/core/item-keys.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { type Versioned, versionUnchanged } from '../shared/ledger/store/versioned.ts';
import { dateSchema, digestHexSchema } from '../shared/statements/schemas.ts';

/** How far the statements of one account are made. */
export interface StatementProgress {
  /** The last one that is written for good. Absent before the first. */
  readonly last?: { readonly date: string; readonly digest: string };
  /** The day after it, where it was read and is not written yet. `told`: a fingerprint of what people were told. */
  readonly provisional?: { readonly date: string; readonly told: string };
  /** The offsets that agree with all balances so far (A34), and the last day that was measured. */
  readonly cutOff?: { readonly offsets: readonly string[]; readonly date: string };
}

export interface ProgressStore {
  read(account: string): Promise<Versioned<StatementProgress>>;
  /** False where somebody else was faster. */
  write(account: string, seen: Versioned<StatementProgress>, next: StatementProgress): Promise<boolean>;
}

const whole: v.GenericSchema<unknown, Millis> = v.pipe(v.number(), v.integer(), v.minValue(0));
const itemSchema = v.object({
  version: whole,
  last: v.exactOptional(v.object({ date: dateSchema, digest: digestHexSchema })),
  provisional: v.exactOptional(v.object({ date: dateSchema, told: v.string() })),
  cutOff: v.exactOptional(v.object({ offsets: v.array(v.string()), date: dateSchema })),
});

const parts = ['last', 'provisional', 'cutOff'] as const;

export function openProgressStore(table: Pick<Table, 'get' | 'update'>): ProgressStore {
  return {
    read: async (account) => {
      const pk = statementProgressKey(account);
      const item = await table.get(pk);
      if (item === undefined) return { version: 0, state: {} };
      const parsed = v.safeParse(itemSchema, item);
      if (!parsed.success) throw new CorruptItemError(pk);
      const { version, ...state } = parsed.output;
      return { version, state };
    },
    write: (account, { version }, next) => {
      const removed = parts.filter((name) => next[name] === undefined);
      return table.update(statementProgressKey(account), {
        set: { version: version + 1, ...next },
        ...(removed.length === 0 ? {} : { remove: removed }),
        ...versionUnchanged(version),
      });
    },
  };
}
