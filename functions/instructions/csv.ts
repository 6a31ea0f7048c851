/** A cell that begins so is a formula to a spreadsheet, whoever wrote it; in some languages also in full width. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as RFC 4180 has it: lines end with CRLF, and what has a comma, a quote or a line break is quoted. A cell that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const guarded = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
