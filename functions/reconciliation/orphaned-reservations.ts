import { instructionId } from '../shared/core/ids.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { type BookName, booksFor, type FormerBookName, isFormer } from '../shared/ledger/limits/book-name.ts';
import { instructionIdOfReservation, type Settlement, settlementsOf } from '../shared/ledger/limits/settlements.ts';
import type { OpenBook } from '../shared/ledger/store/limit-books.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { orReport } from './or-report.ts';
import { inTurn, type Turn } from './turns.ts';

/** The reservations in doubt in a book. Each book is read once a tick, when it is first asked for. */
export type InDoubtLookup = (book: BookName) => Promise<ReadonlySet<string>>;

const none: ReadonlySet<string> = new Set();

export function createInDoubtLookup(dependencies: ReconciliationDependencies): InDoubtLookup {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return (book) => {
    const key = JSON.stringify(book);
    const reservations = known.get(key) ?? readOne(dependencies, book);
    known.set(key, reservations);
    return reservations;
  };
}

async function readOne(dependencies: ReconciliationDependencies, book: BookName): Promise<ReadonlySet<string>> {
  // Where it fails, nothing that needs this book is sent meanwhile; other instructions go on, and a later tick settles
  // its reservations.
  const read = () => dependencies.reservations.inDoubt(book);
  return (await orReport(dependencies, 'the reservations under a limit could not be read', read, { ...book })) ?? none;
}

/** Settles what a crash left unsettled of this instruction. */
export async function settleInstructionReservations(
  dependencies: ReconciliationDependencies,
  lookup: InDoubtLookup,
  instruction: Instruction,
): Promise<void> {
  const { content } = instruction;
  const settlements = settlementsOf(instruction, dependencies.clock.now());
  if (content.kind === 'asset-transfer' || settlements.length === 0) return;
  for (const book of booksFor(content)) {
    const inDoubt = await lookup(book);
    // What is doubted had been given back, so that it may be missing there.
    const due = settlements.filter(({ kind, id }) => inDoubt.has(id) !== (kind === 'doubted'));
    if (due.length > 0 && (await isStillSo(dependencies, instruction, due)))
      await dependencies.reservations.apply([book], due);
  }
}

/** What people decided meanwhile is summed up already, and must not be doubted anew. */
async function isStillSo(
  { instructions }: ReconciliationDependencies,
  { content, version }: Instruction,
  due: readonly Settlement[],
): Promise<boolean> {
  if (due.every(({ kind }) => kind !== 'doubted')) return true;
  return (await instructions.get(content.instructionId))?.version === version;
}

/**
 * Settles reservations of instructions that are not open any more: a sender may have taken one for an instruction that
 * ended at the same moment, and crashed. In a former book also those of open ones: no name leads there any more. One
 * that cannot be settled keeps no other.
 */
export async function settleOrphanedReservations(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
  turn: Turn,
): Promise<void> {
  const { books, corrupt } = await dependencies.reservations.listInDoubt();
  for (const error of corrupt) dependencies.report('the reservations under a limit could not be read', { error });
  const openIds = new Set<string>(open.map(({ content }) => content.instructionId));
  const due = [...booksByHolder(books)].flatMap(([id, names]) => {
    const left = openIds.has(id) ? names.filter(isFormer) : names;
    return left.length === 0 ? [] : [{ id, names: left }];
  });
  await inTurn(due, ({ id }) => id, turn, settle);

  async function settle({ id, names }: (typeof due)[number]): Promise<void> {
    const settleOne = async () => {
      const instruction = await dependencies.instructions.get(instructionId(id));
      const settlements = instruction === undefined ? [] : settlementsOf(instruction, dependencies.clock.now());
      if (settlements.length > 0) await dependencies.reservations.apply(names, settlements);
    };
    const detail = { instructionId: id };
    await orReport(dependencies, 'a reservation under a limit could not be settled', settleOne, detail);
  }
}

/** In which books each instruction has reservations in doubt. */
function booksByHolder(books: readonly OpenBook[]): ReadonlyMap<string, readonly (BookName | FormerBookName)[]> {
  const byHolder = new Map<string, Set<BookName | FormerBookName>>();
  for (const { name, inDoubt } of books) {
    for (const reservation of inDoubt) {
      const id = instructionIdOfReservation(reservation);
      byHolder.set(id, (byHolder.get(id) ?? new Set()).add(name));
    }
  }
  return new Map([...byHolder].map(([id, names]) => [id, [...names]]));
}
