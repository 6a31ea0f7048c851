import * as v from 'valibot';
import { validate } from '../../shared/core/validate.ts';

const daysForm = 'a whole number from 1 to 90';
const daysUsual = 14;

/** The query of `GET /forecast`. */
export const forecastQuerySchema = v.strictObject({
  days: v.exactOptional(
    v.pipe(
      v.string(daysForm),
      v.regex(/^([1-9]|[1-8]\d|90)$/, daysForm),
      v.description('How far it looks: 1 to 90 days of 24 hours. 14 where it is left out.'),
    ),
  ),
  movements: v.exactOptional(
    v.pipe(
      v.picklist(['planned', 'average'], '"planned" or "average"'),
      v.description(
        '`planned`, as where it is left out: only what is approved or scheduled. `average`: also each day what moved ' +
          'on an average day of the statements, but for our own transfers.',
      ),
    ),
  ),
});

export interface ForecastQuery {
  readonly days: number;
  readonly movements: 'planned' | 'average';
}

/** Reads the query of `GET /forecast`. Throws InvalidInputError. */
export function parseForecastQuery(query: unknown): ForecastQuery {
  const { days, movements = 'planned' } = validate('query', forecastQuerySchema, query);
  return { days: days === undefined ? daysUsual : Number(days), movements };
}
