import { type Location, UnsupportedTemplateError } from '../errors.ts';
import { fitsWildcard } from './wildcard.ts';

/** Partition, service, region, account and resource, each a pattern. The resource may hold colons. */
export type ArnParts = readonly [prefix: string, string, string, string, string, string];

/** The six parts of an ARN; undefined for a text that is none. */
export function arnParts(text: string): ArnParts | undefined {
  const [prefix, partition, service, region, account, ...rest] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined;
  const resource = rest.join(':');
  return resource === '' ? undefined : [prefix, partition, service, region, account, resource];
}

/** What a statement is about: `*`, or an ARN with wildcards in its last part. */
export type ResourcePattern = string;

/**
 * Reads one entry of `Resource`. Wildcards in the other parts of an ARN are refused: AWS lets some of them match beyond
 * a colon, and nothing here needs a right in every region or account.
 */
export function readResource(value: unknown, at: Location): ResourcePattern {
  if (value === '*') return '*';
  const parts = typeof value === 'string' ? arnParts(value) : undefined;
  if (parts && !parts.slice(0, 5).some(hasWildcard) && !parts[5].includes('${')) return parts.join(':');
  throw new UnsupportedTemplateError(
    at,
    `the resource ${JSON.stringify(value)} is not understood; expected * or an ARN with wildcards in its last part ` +
      'only',
  );
}

export function fitsResource(pattern: ResourcePattern, resource: string): boolean {
  return fitsWildcard(pattern, resource);
}

/** The comparison of the ARN operators: each of the six parts by itself. */
export function fitsArn(pattern: string, text: string): boolean {
  const expected = arnParts(pattern);
  const actual = arnParts(text);
  if (!expected || !actual) return false;
  return expected.every((part, index) => fitsWildcard(part, actual[index] ?? ''));
}

function hasWildcard(part: string): boolean {
  return /[*?$]/.test(part);
}
