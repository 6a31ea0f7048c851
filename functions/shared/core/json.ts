/** JSON whose numbers are kept as the text they were sent as. */
export type ExactJson = null | boolean | string | ExactJson[] | { [key: string]: ExactJson };

/**
 * Parses JSON and keeps every number as its source text. Ids of 19 digits lose their end as a Number, and the
 * exchange sends the same field now quoted, now unquoted (exchange-api.md 3.17, 4 and 7.5). Throws a SyntaxError.
 */
export function parseExactJson(text: string): ExactJson {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}
