import type * as v from 'valibot';

/*
 * What a schema found, in words of ours. A value is never shown: it may be a secret. Numbers are none.
 */

type Issue = v.BaseIssue<unknown>;

/** What is wrong. */
export function reasonOf(issue: Issue): string {
  const { input, kind, type, received } = issue;
  // A rule says by itself what is wrong.
  if (type === 'raw_check') return received;
  if (input === undefined) return 'is missing';
  if (input === '') return 'is empty';
  if (issue.path?.at(-1)?.origin === 'key') return 'its name does not have the right form';
  if (kind === 'schema') return mismatch(issue);
  if (type === 'guard') return 'is unknown';
  if (typeof input === 'number') return `is ${input}`;
  if (type.endsWith('_length') && hasLength(input))
    return `has ${input.length} ${Array.isArray(input) ? 'entries' : 'characters'}`;
  return typeof input === 'string' ? 'does not have the right form' : 'cannot be taken as it is';
}

const wordTypes: readonly string[] = ['picklist', 'literal', 'variant'];

function mismatch({ input, type, expected }: Issue): string {
  const wanted = expected === 'Object' ? wantedKinds.object : wantedKinds[type];
  if (wanted === undefined && wordTypes.includes(type)) {
    if (typeof input === 'string') return 'is unknown';
    if (typeof input === 'number') return `is ${input}`;
  }
  if (type === 'union' && !Array.isArray(input)) return 'does not have the right form';
  return wanted === undefined ? `is ${kindOf(input)}` : `is ${kindOf(input)}, not ${wanted}`;
}

const wantedKinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  record: 'an object',
  object: 'an object',
  strict_object: 'an object',
};

/** What kind of thing it is. */
export function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'string') return 'text';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

function hasLength(input: unknown): input is string | readonly unknown[] {
  return typeof input === 'string' || Array.isArray(input);
}

/** What would be right: the message that the schema was given, or else what follows from its kind. */
export function expectedBy(issue: Issue): string {
  return issue.message.startsWith('Invalid ') ? formOf(issue) : issue.message;
}

/** Only where a schema was given no message: then the library's would name its own terms. */
function formOf({ type, expected, requirement, input }: Issue): string {
  const unit = Array.isArray(input) ? 'entries' : 'characters';
  switch (type) {
    case 'picklist':
    case 'literal':
    case 'variant':
      return expected === 'Object' ? 'an object' : wordsIn(expected);
    case 'min_value':
      return `at least ${String(requirement)}`;
    case 'max_value':
      return `at most ${String(requirement)}`;
    case 'min_length':
      return `at least ${String(requirement)} ${unit}`;
    case 'max_length':
      return `at most ${String(requirement)} ${unit}`;
    case 'starts_with':
      return `a text that begins with "${String(requirement)}"`;
    default:
      return forms[type] ?? 'another value';
  }
}

const forms: Readonly<Record<string, string>> = {
  ...wantedKinds,
  string: 'a text',
  integer: 'a whole number',
  non_empty: 'a text that is not empty',
  url: 'an address such as "https://login.example.com"',
  iso_timestamp: 'a time such as "2026-11-20T10:00:00.000Z"',
};

/** The library writes `("a" | "b")`. */
function wordsIn(expected: string | null): string {
  const words = (expected ?? '').replace(/^\((.*)\)$/, '$1').split(' | ');
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
}
