import { accountId } from '../../../functions/shared/core/ids.ts';
import type { OutgoingEvent } from '../../../functions/shared/ledger/messaging/bus.ts';
import type { Versioned } from '../../../functions/shared/ledger/store/versioned.ts';
import type { StatementProgress } from '../../../functions/statements/progress-store.ts';
import { runStatements } from '../../../functions/statements/run-statements.ts';
import { manualClock } from '../../support/clock.ts';
import { exchangeOf } from './month-exchange.ts';
import { accountNumber, type Month } from './statement-month.ts';

export interface PlayedMonth {
  /** The lines of each day's object, in the order in which they were written. */
  readonly objects: ReadonlyMap<string, string>;
  readonly events: readonly OutgoingEvent[];
  readonly reports: readonly unknown[];
}

/** The real rules over a month, run after run, with a bucket and a table in memory. `planted` is in the bucket before. */
export async function playMonth(month: Month, planted: ReadonlyMap<string, string> = new Map()): Promise<PlayedMonth> {
  const clock = manualClock(0);
  const objects = new Map(planted);
  const events: OutgoingEvent[] = [];
  const reports: unknown[] = [];
  let progress: Versioned<StatementProgress> = { version: 0, state: {} };
  const dependencies = {
    exchange: exchangeOf(month, () => clock.now()),
    objects: {
      putNew: async (key: string, text: string) => {
        if (objects.has(key)) return 'exists' as const;
        objects.set(key, text);
        return 'written' as const;
      },
      get: async (key: string) => objects.get(key),
    },
    store: {
      putStatement: async () => undefined,
      readStatement: async () => undefined,
      readRows: async () => ({ rows: [] }),
    },
    progress: {
      read: async () => progress,
      write: async (_account: string, seen: Versioned<StatementProgress>, state: StatementProgress) => {
        if (seen.version !== progress.version) return false;
        progress = { version: seen.version + 1, state };
        return true;
      },
    },
    matcher: { match: async () => undefined },
    bus: { publish: async (published: readonly OutgoingEvent[]) => void events.push(...published) },
    registryHeads: { record: async () => undefined },
    report: (...told: unknown[]) => void reports.push(told),
    clock,
    offset: '+08:00',
  };
  for (const time of month.runs) {
    clock.advance(time - clock.now());
    await runStatements(dependencies, { accounts: { custody: accountId(accountNumber) } });
  }
  return { objects, events, reports };
}
