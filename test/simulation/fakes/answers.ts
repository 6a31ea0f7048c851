import type { Answer } from '../../../infra/local/exchange-simulator/answers.ts';
import { pick } from '../engine/chance.ts';
import type { MoneyAnswer } from '../run/observed.ts';

/** By exchange-api.md section 4. Written down here again: a mistake in our own table must not hide here too. */
export const ambiguousCodes = [
  '-1000',
  '-1001',
  '-1006',
  '-1007',
  '-1146',
  '-1161',
  '-1164',
  '-2040',
  '-4011',
  '-9999',
  // That it saw this id before: half of all, as what follows from it hangs on the most.
  ...['-1024', '-1141', '-4013'],
  ...['-1024', '-1141', '-4013'],
  ...['-1024', '-1141', '-4013'],
] as const;
export const refusalCodes = ['0401', '-4003', '-1171', '-4010', '-1168', '-4002', '-1166'] as const;
export const heldCodes = [
  '-1021',
  '0102',
  '0103',
  '-1002',
  '0003',
  '-1101',
  '-1182',
  '0202',
  '-1005',
  '-3145',
] as const;
export const readCodes = ['-1000', '-1001', '-1021', '0102', '0003', '-1101', '-9999'] as const;

/** What an answer to a money call means, by the documentation alone, and for what it was asked. */
export function meaningOf(status: number, body: string, path: string): MoneyAnswer['meaning'] {
  if (status === 429 || status === 418) return 'not-taken';
  if (status >= 500) return 'ambiguous';
  const code = /"code":"?(-?\d+)"?/.exec(body)?.[1];
  if (status >= 400) return meaningOfCode(code ?? '', path);
  // An acceptance of another order says nothing about ours.
  if (body.includes('"clientOrderId":"another"')) return 'ambiguous';
  return /"success":true/.test(body) && /"orderId":"[\w-]+"/.test(body) && status === 200 ? 'accepted' : 'ambiguous';
}

function meaningOfCode(code: string, path: string): MoneyAnswer['meaning'] {
  // A payment waits for its balance. A sweep decides anew in its next run.
  if (shortfallCodes.has(code)) return path.endsWith('/assetTransfer') ? 'refused' : 'not-taken';
  if (refusals.has(code)) return 'refused';
  return notTaken.has(code) ? 'not-taken' : 'ambiguous';
}

const refusals: ReadonlySet<string> = new Set(refusalCodes);
export const shortfallCodes: ReadonlySet<string> = new Set(['0401', '-4003']);
/**
 * Codes of the table for which the same instruction may go again, after a wait or when a person has set something
 * right.
 */
const notTaken: ReadonlySet<string> = new Set([...heldCodes, '0001', '-1169', '-1170', '-1015', '-1193']);

/** Every code comes as HTTP 400. Negative ones are numbers, the others text. */
export function errorAnswer(code: string): Answer {
  const value = code.startsWith('-') ? Number(code) : code;
  return { status: 400, headers: {}, body: JSON.stringify({ code: value, msg: 'simulated' }) };
}

/** No JSON, or no answer that is documented for a query. An empty list would be a lie that nobody can see through. */
const noAnswers = ['{"success":tr', '', '{"success":false}', 'null', '{"code":-1007}'] as const;

export function garbledReadAnswer(u: number): Answer {
  return { status: 200, headers: {}, body: pick(u, noAnswers) };
}

/** The same for a money call, with acceptances that are none of ours. */
export function garbledPostAnswer(u: number): Answer {
  const others = ['[]', '{"success":true,"orderId":""}', '{"success":true,"orderId":"99","clientOrderId":"another"}'];
  return { status: 200, headers: {}, body: pick(u, [...noAnswers, ...others]) };
}

export function htmlPage(status: number): Answer {
  return { status, headers: {}, body: '<html><body>Error</body></html>' };
}
