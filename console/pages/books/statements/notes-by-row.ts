import type { StatementNote } from '../shared/note-form.tsx';

/** Notes by the movement that they are of. One that was added here may have come from the API too. */
export function notesByRow(notes: readonly StatementNote[]): ReadonlyMap<string, readonly StatementNote[]> {
  const rows = new Map<string, StatementNote[]>();
  for (const note of notes) {
    const ofRow = rows.get(note.row) ?? [];
    if (!ofRow.some(({ by, text }) => by === note.by && text === note.text)) rows.set(note.row, [...ofRow, note]);
  }
  return rows;
}
