import * as v from 'valibot';
import { type Flaw, InvalidInputError } from './errors.ts';

/** Checks `input` against `schema`, or throws an InvalidInputError that names every flaw and shows no value. */
export function validate<const Schema extends v.GenericSchema>(
  what: string,
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new InvalidInputError(what, result.issues.map(toFlaw));
}

function toFlaw(issue: v.BaseIssue<unknown>): Flaw {
  const field = v.getDotPath(issue) ?? '';
  // valibot's own message quotes the value that it met; a value may be a secret, so only its kind is told.
  if (issue.kind === 'schema' && issue.type === 'strict_object' && issue.expected === 'never') {
    return { field, reason: 'unknown field', expected: 'no such field' };
  }
  if (issue.input === undefined) return { field, reason: 'is missing', expected: missingExpectation(issue) };
  return { field, reason: reasonOf(issue), expected: expectation(issue) };
}

/** A raw check says by itself what is wrong. It shows no value either. */
function reasonOf(issue: v.BaseIssue<unknown>): string {
  return issue.type === 'raw_check' ? issue.received : describeKind(issue.input);
}

function expectation(issue: v.BaseIssue<unknown>): string {
  // Schemas here give their message as the expectation; without one, valibot's `expected` names the type.
  const isOwn = !issue.message.startsWith('Invalid ');
  return isOwn ? issue.message : plain(issue.expected ?? 'another value');
}

function plain(expected: string): string {
  return expected === 'Object' ? 'an object' : expected.replaceAll('"', "'");
}

/** For a field that is not there valibot names the field, not what belongs into it. */
function missingExpectation(issue: v.BaseIssue<unknown>): string {
  return issue.type.endsWith('object') ? 'a value' : expectation(issue);
}

function describeKind(input: unknown): string {
  if (input === null) return 'is null';
  if (Array.isArray(input)) return 'is a list';
  if (typeof input === 'string') return input === '' ? 'is empty' : 'does not have the right form';
  return typeof input === 'object' ? 'is an object' : `is a ${typeof input}`;
}
