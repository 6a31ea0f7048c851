import * as v from 'valibot';
import { parseJson } from '../../../json.ts';
import type { Answer } from '../answers.ts';

/** What may stand where an amount is documented, by name. */
export const oddAmounts = {
  negative: '-1.5',
  'minus-zero': '-0',
  empty: '',
  null: null,
  'many-decimals': '0.123456789012345678901',
  'many-zeros': '0.000000000000000000000000',
  'many-digits': '1000000000000000000000',
} as const;

export type OddAmount = keyof typeof oddAmounts;

/** The fields of a row that name its coin, and those that are amounts. */
const flowCoins = ['vaCcy', 'fiatCcy', 'transferCcy'] as const;
const coinFields = ['asset', 'coinId', 'coin', ...flowCoins] as const;
const flowAmounts = ['netVaAmount', 'netFiatAmount', 'netTransferAmount'] as const;
const amountFields = ['total', 'free', 'locked', 'quantity', 'chainTypes', ...flowAmounts] as const;

const rowsSchema = v.array(v.record(v.string(), v.unknown()));
const bodySchema = v.union([rowsSchema, v.looseObject({ balances: rowsSchema }), v.looseObject({ coins: rowsSchema })]);
type Row = v.InferOutput<typeof rowsSchema>[number];

/**
 * The same list with one row that is not as documented: the row of the coin or, where there is none, a new one. An
 * answer that is no list stays what it is.
 */
export function withOddRow(answer: Answer, coin: string, value: OddAmount): Answer {
  const parsed = v.safeParse(bodySchema, parseJson(answer.body));
  if (answer.status !== 200 || !parsed.success) return answer;
  const { output } = parsed;
  const odd = (rows: readonly Row[], field: (typeof coinFields)[number]) => {
    const broken = (row: Row): Row => ({
      ...row,
      ...Object.fromEntries(amountsOf(row).map((each) => [each, oddAmounts[value]])),
    });
    const isThere = rows.some((row) => row[field] === coin);
    return isThere
      ? rows.map((row) => (row[field] === coin ? broken(row) : row))
      : [broken({ [field]: coin }), ...rows];
  };
  if (Array.isArray(output)) return withBody(answer, odd(output, coinFieldOf(output)));
  if ('balances' in output) return withBody(answer, { ...output, balances: odd(rowsOf(output.balances), 'asset') });
  return withBody(answer, { ...output, coins: odd(rowsOf(output.coins), 'coinId') });
}

/** Lines of the fund statement name their coin in their own ways. */
function coinFieldOf(rows: readonly Row[]): (typeof coinFields)[number] {
  return flowCoins.find((field) => rows.some((row) => field in row)) ?? 'coin';
}

function rowsOf(value: unknown): readonly Row[] {
  return v.parse(rowsSchema, value);
}

/** Of a new row, all of them. */
function amountsOf(row: Row): readonly string[] {
  const own = amountFields.filter((each) => each in row);
  return own.length > 0 ? own : amountFields;
}

function withBody(answer: Answer, value: unknown): Answer {
  return { ...answer, body: JSON.stringify(value) };
}
