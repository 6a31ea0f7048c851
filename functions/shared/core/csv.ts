/**
 * A cell that begins so is a formula to a spreadsheet, whoever wrote it; in some languages also in full width. Where
 * apostrophes stand before it, one more is put there too, so that taking one away always gives the text as it was.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as RFC 4180 has it: lines end with CRLF, and what has a comma, a quote or a line break is quoted. A cell that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A line of such a table with every cell in quotes: a spreadsheet can be told to take such cells as text. */
export function quotedCsvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/** What no spreadsheet takes for a formula. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that `guardFormula` was given. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

function cell(text: string): string {
  const guarded = guardFormula(text);
  return /[",\r\n]/.test(guarded) ? quoted(guarded) : guarded;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
