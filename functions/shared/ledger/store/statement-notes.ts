import * as v from 'valibot';
import { TreasuryError } from '../../core/errors.ts';
import { statementNoteKey } from '../../core/item-keys.ts';
import { comparePeople, identityEpochSchema, type PersonStamp } from '../../core/person.ts';
import { millisSchema } from '../instruction/schemas.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

/** What a person wrote of a movement. It is never changed or taken away. */
export interface StatementNote extends PersonStamp {
  /** The exchange's id of the row. */
  readonly row: string;
  readonly text: string;
}

/** So many notes one statement takes. */
export const notesMax = 200;

/** There is no room for another note. */
export class TooManyNotesError extends TreasuryError {
  constructor() {
    super('too-many-notes', `A statement takes ${notesMax} notes`);
  }
}

/** Notes in the table, an item each: what is there is only added to. */
export interface StatementNotes {
  /** In the order in which they were written. Throws CorruptItemError. */
  list(account: string, date: string): Promise<readonly StatementNote[]>;
  /** Adds one. The same text of the same person on the same row is the same note: the first one is given back. */
  add(
    account: string,
    date: string,
    note: StatementNote,
  ): Promise<{ readonly note: StatementNote; readonly isNew: boolean }>;
}

const noteSchema = v.object({
  row: v.string(),
  text: v.string(),
  by: v.string(),
  at: millisSchema,
  identity: v.exactOptional(identityEpochSchema),
});

/** So many are read at once. They are counted without a gap. */
const atOnce = 10;

export function openStatementNotes(table: Pick<Table, 'get' | 'putNew'>): StatementNotes {
  const list = async (account: string, date: string): Promise<StatementNote[]> => {
    const notes: StatementNote[] = [];
    for (let first = 1; first <= notesMax; first += atOnce) {
      const keys = Array.from({ length: atOnce }, (_, index) => statementNoteKey(account, date, first + index));
      const [one, ...others] = keys;
      const head = await readNote(table, one ?? '');
      if (head === undefined) return notes;
      const rest = await Promise.all(others.map((key) => readNote(table, key)));
      notes.push(head, ...rest.filter((note) => note !== undefined));
      if (rest.some((note) => note === undefined)) return notes;
    }
    return notes;
  };
  return {
    list,
    add: async (account, date, note) => {
      // Each round somebody else has added one.
      for (;;) {
        const notes = await list(account, date);
        const same = notes.find((each) => isSame(each, note));
        if (same !== undefined) return { note: same, isNew: false };
        if (notes.length >= notesMax) throw new TooManyNotesError();
        const pk = statementNoteKey(account, date, notes.length + 1);
        if (await table.putNew({ pk, ...note })) return { note, isNew: true };
      }
    },
  };
}

async function readNote(table: Pick<Table, 'get'>, pk: string): Promise<StatementNote | undefined> {
  const item = await table.get(pk);
  if (item === undefined) return undefined;
  const parsed = v.safeParse(noteSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  return parsed.output;
}

function isSame(a: StatementNote, b: StatementNote): boolean {
  return a.row === b.row && a.text === b.text && comparePeople(a, b, undefined) === 'same';
}
