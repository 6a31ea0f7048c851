import type { Answer } from '../../../infra/local/exchange/answers.ts';
import { pick } from '../engine/chance.ts';

/** By hashkey-api.md section 4. Written down here again: a mistake in our own table must not hide here too. */
export const ambiguousCodes = ['-1000', '-1001', '-1006', '-1007', '-1146', '-1161', '-1164', '-2040', '-4011', '-4013', '-1024', '-9999'] as const;
export const refusalCodes = ['0401', '-4003', '-1171', '-4010', '-1168', '-4002', '-1166'] as const;
export const heldCodes = ['-1021', '0102', '0103', '-1002', '0003', '-1101', '-1182', '0202', '-1005', '-3145'] as const;
export const readCodes = ['-1000', '-1001', '-1021', '0102', '0003', '-1101', '-9999'] as const;

/** Every code comes as HTTP 400. Negative ones are numbers, the others text. */
export function errorAnswer(code: string): Answer {
  const value = code.startsWith('-') ? Number(code) : code;
  return { status: 400, headers: {}, body: JSON.stringify({ code: value, msg: 'simulated' }) };
}

/** No JSON, or no answer that is documented. */
export function garbage(u: number): Answer {
  const body = pick(u, ['{"success":tr', '', '{"success":false}', '[]', 'null', '{"success":true,"orderId":""}', '{"code":-1007}']);
  return { status: 200, headers: {}, body };
}

export function htmlPage(status: number): Answer {
  return { status, headers: {}, body: '<html><body>Error</body></html>' };
}
