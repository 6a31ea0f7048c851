import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, isRecord, listOf, type Raw, type RawInstruction } from '../run/raw.ts';
import { executionsOf, isOurs, stands } from './support.ts';

/** The books that a withdrawal is entered in. */
const coinKey = 'limit#USDT';
const keyOf = (destination: unknown) => `${coinKey}#${destination}`;
/** In these states the last attempt may have moved money. */
const inDoubt: ReadonlySet<string> = new Set(['sending', 'sent', 'unknown', 'needs-attention']);

/** A place is kept as long as money may move by it, and at the end there is one for what moved and what is in doubt. */
export const reservations: Invariant = {
  name: 'places under the limits are what moved and what is in doubt',
  watch: (observed) => ({
    written: ({ pk, item, before }) =>
      pk.startsWith(coinKey) ? lostPlace(observed, entriesOf(item), entriesOf(before)) : undefined,
    executed: (execution) => {
      if (execution.kind !== 'withdrawal' || !isOurs(execution)) return undefined;
      const id = execution.order.clientOrderId;
      const destination = instructionOf(observed.item(`instruction#${id}`))?.content.destination;
      const without = [coinKey, keyOf(destination)].find((key) => !placesIn(observed, key).has(id));
      return without === undefined ? undefined : `${id} is executed without a place in ${without}`;
    },
    ended: () => wrongAtEnd(observed),
  }),
};

function entriesOf(item: unknown): readonly Raw[] {
  return isRecord(item) ? listOf(item.entries) : [];
}

function placesIn(observed: Observed, key: string): ReadonlySet<string> {
  return new Set(entriesOf(observed.item(key)).map(instructionIdOf));
}

function instructionIdOf({ id }: Raw): string {
  return String(id).split('#')[0] ?? '';
}

/** A place that is given back, or taken as moved, while the truth is another one. */
function lostPlace(observed: Observed, now: readonly Raw[], before: readonly Raw[]): string | undefined {
  const kept = new Map(now.map((entry) => [entry.id, entry]));
  for (const entry of before) {
    const next = kept.get(entry.id);
    const instruction = instructionOf(observed.item(`instruction#${instructionIdOf(entry)}`));
    const isLast = String(entry.id).endsWith(`#${instruction?.attempts.length}`);
    const orders = executionsOf(observed, instructionIdOf(entry)).filter(stands);
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
  const withdrawals = instructions.filter(({ content }) => content.kind === 'withdrawal');
  const known = new Set(withdrawals.map(({ content }) => content.destination));
  const wrongThere = [...known].map((destination) => {
    const there = withdrawals.filter(({ content }) => content.destination === destination);
    return wrongInBook(observed, keyOf(destination), there);
  });
  return [wrongInBook(observed, coinKey, withdrawals), ...wrongThere].find((wrong) => wrong !== undefined);
}

function wrongInBook(observed: Observed, key: string, withdrawals: readonly RawInstruction[]): string | undefined {
  const entries = entriesOf(observed.item(key));
  const doubtful = withdrawals.filter(({ status }) => inDoubt.has(status)).map(lastPlace);
  const moved = withdrawals.filter(({ status }) => status === 'settled').map(lastPlace);
  const found = {
    doubtful: entries.filter(({ movedAt }) => movedAt === undefined),
    moved: entries.filter(({ movedAt }) => movedAt !== undefined),
  };
  if (!isSame(found.doubtful, doubtful))
    return `in doubt are ${doubtful}, and places in doubt in ${key} ${idsOf(found.doubtful)}`;
  if (!isSame(found.moved, moved)) return `moved are ${moved}, and places that moved in ${key} ${idsOf(found.moved)}`;
  return found.moved.map((entry) => wrongMoment(observed, entry)).find((wrong) => wrong !== undefined);
}

/** A place that ages from too early a moment leaves its window too early. */
function wrongMoment(observed: Observed, entry: Raw): string | undefined {
  const [order] = executionsOf(observed, instructionIdOf(entry));
  if (order === undefined) return undefined;
  if (Number(entry.movedAt) < order.exchangeAt) return `${entry.id} ages from before it moved`;
  return String(entry.quantity) === String(order.order.quantity) ? undefined : `${entry.id} counts ${entry.quantity}`;
}

function lastPlace({ id, attempts }: RawInstruction): string {
  return `${id}#${attempts.length}`;
}

function idsOf(entries: readonly Raw[]): string[] {
  return entries.map(({ id }) => String(id));
}

function isSame(entries: readonly Raw[], expected: readonly string[]): boolean {
  return idsOf(entries).sort().join() === [...expected].sort().join();
}
