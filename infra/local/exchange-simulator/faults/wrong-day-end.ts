import * as v from 'valibot';
import { type Amount, add } from '../../../../functions/shared/core/amount.ts';
import { amountSchema } from '../../../../functions/shared/core/schemas.ts';
import { parseJson } from '../../../json.ts';
import type { Answer } from '../answers.ts';

const balancesSchema = v.looseObject({
  balances: v.array(v.looseObject({ asset: v.string(), total: amountSchema, free: amountSchema })),
});

/** The same balances with so much more of a coin. An answer without the coin stays what it is. */
export function withMore(answer: Answer, coin: string, more: Amount): Answer {
  const parsed = v.safeParse(balancesSchema, parseJson(answer.body));
  if (answer.status !== 200 || !parsed.success) return answer;
  const balances = parsed.output.balances.map((row) =>
    row.asset === coin ? { ...row, total: add(row.total, more), free: add(row.free, more) } : row,
  );
  return { ...answer, body: JSON.stringify({ ...parsed.output, balances }) };
}
