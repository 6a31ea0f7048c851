import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, isRecord, listOf, type Raw, type RawInstruction } from '../run/raw.ts';
import { executionsOf, isOurs, mayHaveMoved } from './support.ts';

const books = 'limit#';
/** In these states the last attempt may have moved money. */
const inDoubt: ReadonlySet<string> = new Set(['sending', 'sent', 'unknown', 'needs-attention']);

/** A reservation is kept as long as money may move by it, and at the end there is one for what moved and what is in doubt. */
export const reservations: Invariant = {
  name: 'places under the limits are what moved and what is in doubt',
  watch: (observed) => ({
    written: ({ pk, item, before }) =>
      pk.startsWith(books) ? lostReservation(observed, entriesOf(item), entriesOf(before)) : undefined,
    executed: (execution) => {
      if (execution.kind === 'asset-transfer' || !isOurs(execution)) return undefined;
      const id = execution.order.clientOrderId;
      const content = instructionOf(observed.item(`instruction#${id}`))?.content ?? {};
      const without = booksOf(content).find((key) => !reservationsIn(observed, key).has(id));
      return without === undefined ? undefined : `${id} is executed without a place in ${without}`;
    },
    ended: () => wrongAtEnd(observed),
  }),
};

/** What leaves is entered in the book of its coin, and in that of its destination. */
function booksOf({ coin, destination }: Raw): readonly string[] {
  return [`${books}${coin}`, `${books}${coin}#${destination}`];
}

function entriesOf(item: unknown): readonly Raw[] {
  return isRecord(item) ? listOf(item.entries) : [];
}

function reservationsIn(observed: Observed, key: string): ReadonlySet<string> {
  return new Set(entriesOf(observed.item(key)).map(instructionIdOf));
}

function instructionIdOf({ id }: Raw): string {
  return String(id).split('#')[0] ?? '';
}

/** A reservation that is released, or taken as moved, while the truth is another one. */
function lostReservation(observed: Observed, now: readonly Raw[], before: readonly Raw[]): string | undefined {
  const kept = new Map(now.map((entry) => [entry.id, entry]));
  for (const entry of before) {
    const next = kept.get(entry.id);
    const instruction = instructionOf(observed.item(`instruction#${instructionIdOf(entry)}`));
    const isLast = String(entry.id).endsWith(`#${instruction?.attempts.length}`);
    const orders = executionsOf(observed, instructionIdOf(entry)).filter(mayHaveMoved);
    if (next === undefined && entry.movedAt === undefined && isLast && instruction !== undefined) {
      if (orders.length > 0) return `${entry.id} is given back, and the exchange has it`;
      // Until its place is taken up, a written attempt finds that it is gone, and does not leave.
      const mayLeave = instruction.status !== 'sending' || entry.isLeaving === true;
      if (mayLeave && inDoubt.has(instruction.status))
        return `${entry.id} is given back while it is ${instruction.status}`;
    }
    if (next === undefined && entry.movedAt !== undefined) return `${entry.id} moved and is forgotten`;
  }
  return undefined;
}

function wrongAtEnd(observed: Observed): string | undefined {
  const instructions = observed.items().flatMap((item) => instructionOf(item) ?? []);
  const leaving = instructions.filter(({ content }) => content.kind !== 'asset-transfer');
  const written = observed.items().flatMap(({ pk }) => (String(pk).startsWith(books) ? [String(pk)] : []));
  const all = new Set([...written, ...leaving.flatMap(({ content }) => booksOf(content))]);
  return [...all]
    .map((key) => {
      const there = leaving.filter(({ content }) => booksOf(content).includes(key));
      return wrongInBook(observed, key, there);
    })
    .find((wrong) => wrong !== undefined);
}

function wrongInBook(observed: Observed, key: string, withdrawals: readonly RawInstruction[]): string | undefined {
  const entries = entriesOf(observed.item(key));
  const doubtful = withdrawals.filter(({ status }) => inDoubt.has(status)).map(lastReservation);
  const moved = withdrawals.filter(({ status }) => status === 'settled').map(lastReservation);
  const found = {
    doubtful: entries.filter(({ movedAt }) => movedAt === undefined),
    moved: entries.filter(({ movedAt }) => movedAt !== undefined),
  };
  if (!isSame(found.doubtful, doubtful))
    return `in doubt are ${doubtful}, and places in doubt in ${key} ${idsOf(found.doubtful)}`;
  if (!isSame(found.moved, moved)) return `moved are ${moved}, and places that moved in ${key} ${idsOf(found.moved)}`;
  return found.moved.map((entry) => wrongMoment(observed, entry)).find((wrong) => wrong !== undefined);
}

/** A reservation that ages from too early a moment leaves its window too early. */
function wrongMoment(observed: Observed, entry: Raw): string | undefined {
  const [order] = executionsOf(observed, instructionIdOf(entry));
  if (order === undefined) return undefined;
  if (Number(entry.movedAt) < order.exchangeAt) return `${entry.id} ages from before it moved`;
  return String(entry.quantity) === String(order.order.quantity) ? undefined : `${entry.id} counts ${entry.quantity}`;
}

function lastReservation({ id, attempts }: RawInstruction): string {
  return `${id}#${attempts.length}`;
}

function idsOf(entries: readonly Raw[]): string[] {
  return entries.map(({ id }) => String(id));
}

function isSame(entries: readonly Raw[], expected: readonly string[]): boolean {
  return idsOf(entries).sort().join() === [...expected].sort().join();
}
