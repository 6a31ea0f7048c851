import { amount, parseAmount, subtractToZero } from '../../../../functions/shared/core/amount.ts';
import type { Answer } from '../answers.ts';

type Row = Readonly<Record<string, unknown>>;

/** A list that shows nothing. */
export function emptied(answer: Answer): Answer {
  return withRows(answer, () => []);
}

const marks = ['remark', 'clientOrderId'] as const;
const quantities = ['quantity', 'grossAmount', 'netTransferAmount'] as const;
const taken = amount('0.5');

/** Rows that show our names in capitals, and quantities without a fee. */
export function altered(answer: Answer): Answer {
  return withRows(answer, (rows) => rows.map(alteredRow));
}

function alteredRow(row: Row): Row {
  const named = marks.flatMap((name) => {
    const text = row[name];
    return typeof text === 'string' ? [[name, text.toUpperCase()] as const] : [];
  });
  const counted = quantities.flatMap((name) => {
    const quantity = parseAmount(String(row[name]));
    return quantity === undefined ? [] : [[name, subtractToZero(quantity, taken)] as const];
  });
  return { ...row, ...Object.fromEntries([...named, ...counted]) };
}

const contraries: Readonly<Record<string, string>> = { successful: 'failed', failed: 'successful' };

/** The last order that has ended, once more, with the other end. */
export function contradicting(answer: Answer): Answer {
  return withRows(answer, (rows) => {
    const ended = rows.findLast(({ status }) => contraries[String(status)] !== undefined);
    return ended === undefined ? rows : [...rows, { ...ended, status: contraries[String(ended.status)] }];
  });
}

/** Every order by this word, where the list has words for them. */
export function calledBy(answer: Answer, status: string): Answer {
  return withRows(answer, (rows) => rows.map((row) => (row.status === undefined ? row : { ...row, status })));
}

/** The accounts of another house. */
export function ofAnotherHouse(answer: Answer): Answer {
  return withRows(answer, (rows) => rows.map((row) => ({ ...row, accountId: `9${String(row.accountId)}` })));
}

/** Any other answer stays as it is. */
function withRows(answer: Answer, change: (rows: readonly Row[]) => readonly Row[]): Answer {
  if (answer.status !== 200 || !answer.body.startsWith('[')) return answer;
  const rows: unknown = JSON.parse(answer.body);
  return Array.isArray(rows) ? { ...answer, body: JSON.stringify(change(rows)) } : answer;
}
