/** Reads RFC 4180 as it stands: nothing is guessed, every cell is text. Throws for what is not in that form. */
export function readCsv(text: string): string[][] {
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [];
  let row: string[] = [];
  let end = 0;
  for (const [whole, quoted, plain, after] of text.matchAll(cells)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    end += whole.length;
    if (after === ',') continue;
    rows.push(row);
    row = [];
  }
  if (end !== text.length || row.length > 0) throw new Error(`no CSV at character ${end}`);
  return rows;
}
