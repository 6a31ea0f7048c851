import { statementCsvHeader, statementCsvLines } from '../../../../functions/shared/statements/statement-csv.ts';
import type { Format } from '../format.ts';

/** The canonical CSV, of which the importers' formats are mappings. */
export const canonicalCsv: Format = {
  needs: [],
  async *write(days) {
    yield statementCsvHeader();
    for await (const day of days) yield* statementCsvLines(day);
  },
};
