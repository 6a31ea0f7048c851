import { type Location, UnsupportedTemplateError } from '../errors.ts';
import { fitsWildcard } from './wildcard.ts';

/** An action or a pattern of actions, in lower case: names of actions are not case-sensitive. */
export type ActionPattern = string;

/** Reads `service:Action`, where the action may have wildcards, or `*` for every action of every service. */
export function readAction(value: unknown, at: Location): ActionPattern {
  if (value === '*') return '*';
  if (typeof value === 'string' && /^[a-z0-9-]+:[a-z0-9*?]+$/i.test(value)) return value.toLowerCase();
  throw new UnsupportedTemplateError(
    at,
    `the action ${JSON.stringify(value)} is not understood; expected such as sqs:SendMessage, kms:Decrypt* or *`,
  );
}

/** The service of a pattern; undefined for the pattern of every service. */
export function serviceOf(pattern: ActionPattern): string | undefined {
  return pattern === '*' ? undefined : pattern.slice(0, pattern.indexOf(':'));
}

export function fitsAction(pattern: ActionPattern, action: string): boolean {
  return fitsWildcard(pattern, action.toLowerCase());
}
