/**
 * A token's claims as an HTTP API hands them to a function: all text. A list becomes `[a b]`, so its elements can only
 * be told apart where none holds a space.
 */
export function flattenClaims(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, flatten(value)]));
}

function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(flatten).join(' ')}]`;
  // What an HTTP API makes of an object inside a claim is not documented; JSON is our choice.
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
