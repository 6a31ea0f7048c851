import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, isRecord, isTamperedWith, listOf, type Raw, type RawInstruction } from '../run/raw.ts';
import { executionsOf, isOurs, mayHaveMoved } from './support.ts';

const books = 'limit#';
/** In these states the last attempt may have moved money. */
const inDoubt: ReadonlySet<string> = new Set(['sending', 'sent', 'unknown', 'needs-attention']);

/**
 * A reservation is kept as long as money may move by it, and at the end there is one for what moved and what is in
 * doubt.
 */
export const reservations: Invariant = {
  name: 'reservations are what moved and what is in doubt',
  watch: (observed) => ({
    written: ({ pk, item, before }) =>
      pk.startsWith(books) ? lostReservation(observed, entriesOf(item), entriesOf(before)) : undefined,
    executed: (execution) => {
      if (execution.kind === 'asset-transfer' || !isOurs(execution)) return undefined;
      const id = execution.order.clientOrderId;
      const without = kindsOfBooks(execution.order.coin).find(
        (kind) => !reservationsIn(observed, kind).some((entry) => instructionIdOf(entry) === id),
      );
      return without === undefined ? undefined : `${id} is executed without a reservation ${without.name}`;
    },
    ended: () => wrongAtEnd(observed),
  }),
};

interface BookKind {
  readonly name: string;
  readonly has: (pk: string) => boolean;
}

/**
 * What leaves is entered in the book of its coin, and in one of an account. That this one counts all that was paid into
 * the account is what rolling-limits.ts sees.
 */
function kindsOfBooks(coin: unknown): readonly BookKind[] {
  const ofCoin = `${books}${coin}`;
  return [
    { name: `for all ${coin}`, has: (pk) => pk === ofCoin },
    { name: `for one account of ${coin}`, has: (pk) => pk.startsWith(`${ofCoin}#`) },
  ];
}

function entriesOf(item: unknown): readonly Raw[] {
  return isRecord(item) ? listOf(item.entries) : [];
}

function reservationsIn(observed: Observed, { has }: BookKind): readonly Raw[] {
  return observed.items().flatMap((item) => (has(String(item.pk)) ? entriesOf(item) : []));
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
      // Until its reservation is made, a written attempt finds that it is gone, and does not leave.
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
  const written = observed
    .items()
    .flatMap(({ pk }) => (String(pk).startsWith(books) ? [String(pk).split('#')[1]] : []));
  const coins = new Set([...written, ...leaving.map(({ content }) => content.coin)]);
  return [...coins]
    .flatMap((coin) => {
      const there = leaving.filter(({ content }) => content.coin === coin);
      return kindsOfBooks(coin).map((kind) => wrongInBooks(observed, kind, there));
    })
    .find((wrong) => wrong !== undefined);
}

function wrongInBooks(observed: Observed, kind: BookKind, withdrawals: readonly RawInstruction[]): string | undefined {
  // What cannot be read keeps its reservation: nobody can tell what became of it.
  const entries = reservationsIn(observed, kind).filter(
    (entry) => !isTamperedWith(observed.item(`instruction#${instructionIdOf(entry)}`)),
  );
  const doubtful = withdrawals.filter(({ status }) => inDoubt.has(status)).map(lastReservation);
  const moved = withdrawals.filter(({ status }) => status === 'settled').map(lastReservation);
  const found = {
    doubtful: entries.filter(({ movedAt }) => movedAt === undefined),
    moved: entries.filter(({ movedAt }) => movedAt !== undefined),
  };
  if (!isSame(found.doubtful, doubtful))
    return `in doubt are ${doubtful}, and reservations in doubt ${kind.name} ${idsOf(found.doubtful)}`;
  if (!isSame(found.moved, moved))
    return `moved are ${moved}, and reservations that moved ${kind.name} ${idsOf(found.moved)}`;
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
