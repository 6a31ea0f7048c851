import * as v from 'valibot';
import type { Millis } from '../../shared/core/clock.ts';
import { TreasuryError } from '../../shared/core/errors.ts';
import type { Person } from '../../shared/core/person.ts';
import { validate } from '../../shared/core/validate.ts';
import { visibleTextSchema } from '../../shared/core/visible-text.ts';
import { NotFoundError } from '../../shared/ledger/errors.ts';
import type { MonthCloses } from '../../shared/ledger/store/month-closes.ts';
import type { StatementNote } from '../../shared/ledger/store/statement-notes.ts';
import type { StatementReader } from '../../shared/ledger/store/statements.ts';
import type { StatementRow } from '../../shared/statements/statement.ts';
import { MonthClosedError } from '../months/sign-off.ts';
import type { StatementDependencies } from './list-statements.ts';
import type { AskedDay } from './read-days.ts';
import { statementIdOf } from './statement-id.ts';

/** The body of `POST /statements/{id}/notes`. */
export const noteRequestSchema = v.strictObject({
  row: v.pipe(visibleTextSchema(1, 64), v.description("The exchange's id of the movement.")),
  text: v.pipe(visibleTextSchema(1, 1_000), v.description('What the movement is.')),
});

export type NoteRequest = v.InferOutput<typeof noteRequestSchema>;

/** Throws InvalidInputError. */
export function parseNoteRequest(body: unknown): NoteRequest {
  return validate('note', noteRequestSchema, body);
}

/** Our instruction is known: a note could only contradict it. */
export class RowMatchedError extends TreasuryError {
  constructor(row: string, instruction: string) {
    super('row-matched', `The movement ${row} is the instruction ${instruction}`);
  }
}

export interface NoteDependencies extends Pick<StatementDependencies, 'statements' | 'notes'> {
  readonly closes: Pick<MonthCloses, 'read'>;
}

/**
 * Adds a note to a movement that no instruction explains. Throws NotFoundError where there is no such movement, and
 * MonthClosedError where its month was signed.
 */
export async function addNote(
  { statements, notes, closes }: NoteDependencies,
  day: AskedDay,
  { row, text }: NoteRequest,
  person: Person,
  at: Millis,
): Promise<StatementNote> {
  const found = await findRows(statements, day, row);
  const [first] = found;
  if (first === undefined) throw new NotFoundError(`movement ${row} in a statement ${statementIdOf(day)}`);
  if (found.every((each) => each.instruction !== undefined)) {
    throw new RowMatchedError(row, first.instruction?.id ?? '');
  }
  const month = day.date.slice(0, 7);
  if ((await closes.read(month)).frozen !== undefined) throw new MonthClosedError(month);
  const { note } = await notes.add(day.account, day.date, { row, text, ...person, at });
  return note;
}

/** A trade has two rows with one id, one behind the other. */
async function findRows(statements: StatementReader, { account, date }: AskedDay, id: string): Promise<StatementRow[]> {
  let part: number | undefined = 0;
  while (part !== undefined) {
    const page = await statements.readRows(account, date, part);
    const found = page.rows.filter((row) => row.id === id);
    if (found.length > 0) return found;
    part = page.next;
  }
  return [];
}
