import { type CsvFlaw, readCsv } from './csv-reader.ts';

/** The names that the first line has to have, in any order. */
export const columns = ['instructionId', 'destination', 'coin', 'chain', 'quantity', 'note'] as const;

export type Column = (typeof columns)[number];

/** One request of the file, as it stands there. */
export type FileRow = { readonly line: number } & { readonly [Name in Column]: string };

export const rowsMax = 500;
export const bytesMax = 1_000_000;

/** Why nothing of a file can be read. */
export type FileFlaw =
  | { readonly why: 'too-large' | 'not-utf-8' | 'empty' | 'semicolons' | 'too-many-rows' }
  | { readonly why: 'not-csv'; readonly flaw: CsvFlaw; readonly line: number }
  | { readonly why: 'columns'; readonly missing: readonly string[]; readonly unknown: readonly string[] }
  | { readonly why: 'cells'; readonly line: number; readonly has: number; readonly wants: number };

export type RequestFile = { readonly rows: readonly FileRow[] } | { readonly flaw: FileFlaw };

/** Reads the bytes of a file: UTF-8, with or without a byte order mark. */
export function readRequestFile(bytes: Uint8Array): RequestFile {
  if (bytes.length > bytesMax) return { flaw: { why: 'too-large' } };
  const text = decode(bytes);
  return text === undefined ? { flaw: { why: 'not-utf-8' } } : readRows(text);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readRows(text: string): RequestFile {
  // Some languages' spreadsheets write it so: their amounts may have commas for points.
  if (/^[^,\r\n]*;[^,\r\n]*(\r|\n|$)/.test(text)) return { flaw: { why: 'semicolons' } };
  const table = readCsv(text);
  if ('flaw' in table) return { flaw: { why: 'not-csv', flaw: table.flaw, line: table.line } };
  const [names, ...lines] = table.lines;
  if (names === undefined) return { flaw: { why: 'empty' } };
  const flaw = columnFlaw(names.cells);
  if (flaw !== undefined) return { flaw };
  if (lines.length === 0) return { flaw: { why: 'empty' } };
  if (lines.length > rowsMax) return { flaw: { why: 'too-many-rows' } };
  const wants = columns.length;
  const odd = lines.find(({ cells }) => cells.length !== wants);
  if (odd !== undefined) return { flaw: { why: 'cells', line: odd.line, has: odd.cells.length, wants } };
  const cell = (cells: readonly string[], name: Column) => cells[names.cells.indexOf(name)] ?? '';
  return {
    rows: lines.map(({ line, cells }) => ({
      line,
      instructionId: cell(cells, 'instructionId'),
      destination: cell(cells, 'destination'),
      coin: cell(cells, 'coin'),
      chain: cell(cells, 'chain'),
      quantity: cell(cells, 'quantity'),
      note: cell(cells, 'note'),
    })),
  };
}

function columnFlaw(names: readonly string[]): FileFlaw | undefined {
  const missing = columns.filter((name) => !names.includes(name));
  const known: readonly string[] = columns;
  const unknown = names.filter((name, index) => !known.includes(name) || names.indexOf(name) !== index);
  return missing.length === 0 && unknown.length === 0 ? undefined : { why: 'columns', missing, unknown };
}
