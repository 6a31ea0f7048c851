import type { CsvPage } from '../../../api/client.ts';

/** The columns of a table are others than those of its first page: its rows would stand under wrong names. */
export class ColumnsChangedError extends Error {
  override readonly name = 'ColumnsChangedError';
}

export interface CsvReading {
  readonly read: (after: string | undefined) => Promise<CsvPage>;
  /** Told after each page how many were read. */
  readonly report: (pages: number) => void;
  readonly signal: AbortSignal;
}

/**
 * All pages of a table, one behind the other, with one line of names. The text stays as the API gave it: it has made
 * sure that a spreadsheet takes no cell for a formula. Undefined where it was stopped.
 */
export async function wholeCsv({ read, report, signal }: CsvReading): Promise<readonly string[] | undefined> {
  const parts: string[] = [];
  let names: string | undefined;
  let after: string | undefined;
  do {
    const { text, next } = await read(after);
    if (signal.aborted) return undefined;
    const end = text.indexOf('\n') + 1;
    names ??= text.slice(0, end);
    if (text.slice(0, end) !== names) throw new ColumnsChangedError('the columns changed while the table was read');
    parts.push(parts.length === 0 ? text : text.slice(end));
    report(parts.length);
    after = next;
  } while (after !== undefined);
  return parts;
}
