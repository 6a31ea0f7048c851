/** A line of a table, with the number that a text editor shows. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a text is no table as RFC 4180 has it. */
export type CsvFlaw =
  /** A cell begins with a quote and has none at its end. */
  | 'open-quote'
  /** A quote stands within a cell that does not begin with one, or something stands behind the last quote. */
  | 'stray-quote'
  /** A line ends with a carriage return alone. */
  | 'line-ending';

export type CsvTable = { readonly lines: readonly CsvLine[] } | { readonly flaw: CsvFlaw; readonly line: number };

interface Cell {
  readonly text: string;
  /** Where the next one begins, or the text's end. */
  readonly end: number;
}

/**
 * Reads a table as RFC 4180 has it: cells with commas between them, quoted where they have a comma, a quote or a line
 * break. Lines end with CRLF or LF. Empty lines are left out. It guesses nothing: what is no such table is refused.
 */
export function readCsv(text: string): CsvTable {
  const lines: CsvLine[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const cells: string[] = [];
    const first = line;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
      if (typeof cell === 'string') return { flaw: cell, line };
      cells.push(cell.text);
      line += cell.text.split('\n').length - 1;
      at = cell.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    const isBlank = cells.length === 1 && cells[0] === '' && text[at - 1] !== '"';
    if (!isBlank) lines.push({ line: first, cells });
    if (at >= text.length) break;
    at += text[at] === '\r' ? 2 : 1;
    line += 1;
  }
  return { lines };
}

function quotedCell(text: string, start: number): Cell | CsvFlaw {
  const parts: string[] = [];
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return 'open-quote';
    parts.push(text.slice(at, quote));
    at = quote + 1;
    if (text[at] !== '"') break;
    parts.push('"');
    at += 1;
  }
  return isEnd(text, at) ? { text: parts.join(''), end: at } : 'stray-quote';
}

function plainCell(text: string, start: number): Cell | CsvFlaw {
  let at = start;
  while (at < text.length && !isEnd(text, at)) {
    if (text[at] === '"') return 'stray-quote';
    if (text[at] === '\r') return 'line-ending';
    at += 1;
  }
  return { text: text.slice(start, at), end: at };
}

function isEnd(text: string, at: number): boolean {
  const next = text[at];
  return next === undefined || next === ',' || next === '\n' || (next === '\r' && text[at + 1] === '\n');
}
