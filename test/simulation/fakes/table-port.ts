import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import type { Item, Page, Query, Table, Update } from '../../../functions/shared/ledger/store/table.ts';
import { between } from '../engine/chance.ts';
import type { FaultKind } from '../engine/faults.ts';
import type { Instance } from '../engine/instance.ts';
import type { Call, Io } from '../engine/io.ts';
import type { Timeline } from '../engine/timeline.ts';
import { indexLagMaxMs } from './memory-table.ts';

/** What stands behind the port: memory, or memory beside an emulator that has to answer the same. */
export interface TableBackend {
  get(pk: string): Item | undefined | Promise<Item | undefined>;
  putNew(item: Item): boolean | Promise<boolean>;
  put(item: Item): void | Promise<void>;
  update(pk: string, update: Update): boolean | Promise<boolean>;
  query(query: Query, lagMs: number, pageMax?: number): Page | Promise<Page>;
}

/** Told of what a read brought, when it has brought it. `at`: when the item stood so. */
export type OnRead = (pk: string, item: Item | undefined, at: number) => void;

const reads: readonly FaultKind[] = ['table-error', 'table-slow'];
const writes: readonly FaultKind[] = ['table-error', 'table-error-after', 'table-twice', 'table-late', 'table-slow'];
const queries: readonly FaultKind[] = [...reads, 'index-stale', 'index-short-page'];
/** A write whose answer was given up may still arrive within this time. */
const lateMs = [200, 9_000] as const;

/** The table as one instance sees it, with all that a network and the SDK's retries make of a call. */
export function tablePort(
  io: Io,
  timeline: Timeline,
  instance: Instance,
  backend: TableBackend,
  onRead: OnRead,
): Table {
  const unavailable = (operation: string) => new StoreUnavailableError(operation, new Error('simulated'));

  /** The SDK sends a write again when its answer is lost: it may be applied and then refused by its own condition. */
  function write<Value>(operation: string, apply: () => Value | Promise<Value>) {
    return io.perform<Value>(instance, 'table', writes, (call) => {
      if (call.fault === 'table-error') throw unavailable(operation);
      if (call.fault === 'table-late') {
        timeline.after(between(call.chance('late'), ...lateMs), () => hold(apply()));
        throw unavailable(operation);
      }
      const first = apply();
      if (call.fault === 'table-error-after') return after(first, () => Promise.reject(unavailable(operation)));
      return call.fault === 'table-twice' ? after(first, apply) : first;
    });
  }

  /** Keeps time still while something real goes on that nobody waits for. */
  function hold(result: unknown): void {
    if (result instanceof Promise) timeline.standStill(result);
  }

  return {
    get: (pk) => {
      let at = timeline.now;
      return io
        .perform(instance, 'table', reads, ({ fault }) => {
          if (fault === 'table-error') throw unavailable('a read');
          at = timeline.now;
          return backend.get(pk);
        })
        .then((item) => {
          onRead(pk, item, at);
          return item;
        });
    },
    // No table of it is ever restored.
    identity: () =>
      io.perform(instance, 'table', reads, ({ fault }) => {
        if (fault === 'table-error') throw unavailable('a look at the table itself');
        return 'simulated';
      }),
    putNew: (item) => write('a new item', () => backend.putNew(item)),
    put: (item) => write('an item', () => backend.put(item)),
    update: (pk, update) => write('an update', () => backend.update(pk, update)),
    query: (query) =>
      io.perform(instance, 'table', queries, (call) => {
        if (call.fault === 'table-error') throw unavailable('a query');
        return backend.query(query, lagOf(call), call.fault === 'index-short-page' ? 1 : undefined);
      }),
  };
}

/** What follows an answer, at once where the answer is there at once: then no time passes between the two. */
function after<Value, Next>(first: Value | Promise<Value>, next: () => Next | Promise<Next>): Next | Promise<Next> {
  return first instanceof Promise ? first.then(next) : next();
}

function lagOf(call: Call): number {
  return call.fault === 'index-stale' ? between(call.chance('lag'), 100, indexLagMaxMs) : 0;
}
