/** What the exchange is asked. `query` is the raw text after `?`, `body` the raw body; both are signed as they are. */
export interface ExchangeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The caller's IP address. `127.0.0.1` where it is not given. */
  readonly address?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

const jsonType = { 'content-type': 'application/json' };

/** Fields that hold ids of 18 and 19 digits. Some sites send them as numbers (exchange-api.md 3 and 7.5). */
const quotedId = /"(id|orderId|accountId|userId|fromAccountId|toAccountId)":"(\d{16,20})"/g;

export function jsonAnswer(status: number, value: Json, numericIds = false): Answer {
  const text = JSON.stringify(value);
  return { status, headers: jsonType, body: numericIds ? text.replaceAll(quotedId, '"$1":$2') : text };
}

/** An HTML page that calls itself JSON, as it was measured for unknown paths (exchange-api.md section 4). */
export function htmlAnswer(status: number): Answer {
  const body = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`;
  return { status, headers: jsonType, body };
}

/** `Retry-After` knows whole seconds only, so it names the next one. ASSUMPTION A12: the exchange may name none. */
export function namingTheWait(answer: Answer, form: 'seconds' | 'date', now: number, ms: number): Answer {
  const until = Math.ceil((now + ms) / 1_000) * 1_000;
  const named = form === 'seconds' ? String(Math.ceil(ms / 1_000)) : new Date(until).toUTCString();
  return { ...answer, headers: { ...answer.headers, date: new Date(now).toUTCString(), 'retry-after': named } };
}

export function header(request: ExchangeRequest, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [each, value] of Object.entries(request.headers)) if (each.toLowerCase() === wanted) return value;
  return undefined;
}
