import type { StatedDay } from '../../../../functions/shared/statements/stated-day.ts';
import { statementVersion } from '../../../../functions/shared/statements/statement.ts';
import type { Format } from '../format.ts';

/** Everything that the statements have, as one JSON object with a line for each row. */
export const json: Format = {
  needs: [],
  async *write(days, { period, account, coin }) {
    const subject = { version: statementVersion, period: period.name, account, coin };
    yield `${JSON.stringify(subject).slice(0, -1)},"days":[`;
    let separator = '\n';
    for await (const day of days) {
      yield separator;
      yield* dayPieces(day);
      separator = ',\n';
    }
    yield '\n]}\n';
  },
};

/** Row by row: a day may have more of them than one text should hold. */
function* dayPieces(day: StatedDay): Generator<string> {
  if (day.kind === 'missing' || day.kind === 'lost') {
    yield JSON.stringify(day);
    return;
  }
  const { rows, ...rest } = day;
  yield `${JSON.stringify(rest).slice(0, -1)},"rows":[`;
  let separator = '\n';
  for (const row of rows) {
    yield `${separator}${JSON.stringify(row)}`;
    separator = ',\n';
  }
  yield ']}';
}
