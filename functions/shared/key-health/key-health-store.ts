import * as v from 'valibot';
import { keyHealthKey } from '../core/item-keys.ts';
import type { KeyName } from '../core/key-names.ts';
import { timeSchema } from '../core/schemas.ts';
import type { Table } from '../ledger/store/table.ts';
import { severities } from './findings.ts';
import type { KeyHealth } from './judge-key-health.ts';

/** What the last check of a key came to, for people who look. */
export type KnownKeyHealth = Pick<KeyHealth, 'verdict' | 'findings' | 'checkedAt'>;

/** The last check of each key, an item each. Nothing decides by it. */
export interface KeyHealthStore {
  /** Undefined where it was never checked, or the item is not as it was written. */
  read(key: KeyName): Promise<KnownKeyHealth | undefined>;
  /** A later check that another run noted meanwhile stays. */
  note(health: KeyHealth): Promise<void>;
}

const itemSchema = v.object({
  verdict: v.picklist(['healthy', 'unused', 'warning', 'broken']),
  findings: v.array(v.strictObject({ code: v.picklist(codes()), message: v.string() })),
  checkedAt: timeSchema,
});

function codes(): readonly (keyof typeof severities)[] {
  const isCode = (text: string): text is keyof typeof severities => Object.hasOwn(severities, text);
  return Object.keys(severities).filter(isCode);
}

export function openKeyHealths(table: Pick<Table, 'get' | 'update'>): KeyHealthStore {
  return {
    read: async (key) => {
      const parsed = v.safeParse(itemSchema, await table.get(keyHealthKey(key)));
      return parsed.success ? parsed.output : undefined;
    },
    note: async ({ key, verdict, findings, checkedAt }) => {
      await table.update(keyHealthKey(key), {
        set: { verdict, findings, checkedAt },
        condition: 'attribute_not_exists(#checkedAt) OR #checkedAt < :checkedAt',
        values: { checkedAt },
      });
    },
  };
}
