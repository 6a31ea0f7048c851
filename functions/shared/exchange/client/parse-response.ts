import * as v from 'valibot';
import { type ExactJson, parseExactJson } from '../../core/json.ts';
import { isSuccessCode } from '../error-codes.ts';

/** What an answer says, before it is known what it means for money. */
export type ParsedResponse<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  /** The exchange's own error code, as text. */
  | { readonly kind: 'code'; readonly exchangeCode: string }
  /** Not JSON, or not as documented. `what` says why and repeats nothing of it. */
  | { readonly kind: 'unreadable'; readonly what: string };

/** Codes come as integers and as zero-padded text (exchange-api.md section 4). Anything else is no code. */
const codePattern = /^-?\d{1,8}$/;

export function parseResponse<Value>(
  status: number,
  text: string,
  schema: v.GenericSchema<unknown, Value>,
): ParsedResponse<Value> {
  const json = parse(text);
  if (json === undefined) return { kind: 'unreadable', what: `HTTP ${status} without JSON` };
  const code = codeOf(json);
  if (code !== undefined && !isSuccessCode(code)) return { kind: 'code', exchangeCode: code };
  if (status < 200 || status > 299) return { kind: 'unreadable', what: `HTTP ${status} without an error code` };
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return { kind: 'value', value: parsed.output };
  const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the answer').join(', ');
  return { kind: 'unreadable', what: `${paths} not as documented` };
}

function parse(text: string): ExactJson | undefined {
  try {
    return parseExactJson(text);
  } catch (error) {
    // A RangeError: nested deeper than the parser goes.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function codeOf(json: ExactJson): string | undefined {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return undefined;
  const { code } = json;
  return typeof code === 'string' && codePattern.test(code) ? code : undefined;
}
