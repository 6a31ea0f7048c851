/** A row of a table: its name, then a cell for each column. */
export type Row = readonly [name: string, ...cells: readonly string[]];

/** Text in columns: names to the left, cells to the right, two spaces apart. */
export function columns(rows: readonly Row[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
