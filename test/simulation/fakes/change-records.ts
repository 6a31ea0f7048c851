import type { Answer } from '../../../infra/local/exchange-simulator/answers.ts';
import { isRecord } from '../run/raw.ts';

/** A list of withdrawals that shows another quantity, this once. Any other answer stays as it is. */
export function changeRecords(answer: Answer): Answer {
  if (answer.status !== 200 || !answer.body.startsWith('[')) return answer;
  const records: unknown = JSON.parse(answer.body);
  if (!Array.isArray(records)) return answer;
  const changed = records.map((row: unknown) => (isRecord(row) && 'txId' in row ? { ...row, quantity: '0.5' } : row));
  return { ...answer, body: JSON.stringify(changed) };
}
