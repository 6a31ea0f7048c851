import type { Answer } from '../../../infra/local/exchange-simulator/answers.ts';

/** Makes one row of a list one that cannot be read. Any other answer stays as it is. */
export function hideRecord(answer: Answer, u: number): Answer {
  if (answer.status !== 200 || !answer.body.startsWith('[')) return answer;
  const records: unknown = JSON.parse(answer.body);
  if (!Array.isArray(records) || records.length === 0) return answer;
  const hidden = Math.floor(u * records.length);
  const body = JSON.stringify(records.map((row: unknown, index) => (index === hidden ? { unreadable: true } : row)));
  return { ...answer, body };
}
