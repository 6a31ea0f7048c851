import { isObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { readElements } from './elements.ts';
import { readList } from './list.ts';

/** Reads a policy document of the version 2012-10-17, statement by statement. */
export function readDocument<T>(
  value: unknown,
  at: Location,
  readStatement: (statement: unknown, at: Location) => T,
): readonly T[] {
  const { Version, Statement } = readElements(value, ['Version', 'Id', 'Statement'], at);
  // The older version reads variables as plain text.
  if (Version !== '2012-10-17') {
    throw new UnsupportedTemplateError(below(at, 'Version'), 'expected the version 2012-10-17');
  }
  const statements = readList(Statement, below(at, 'Statement'), readStatement);
  checkSids(Array.isArray(Statement) ? Statement : [Statement], below(at, 'Statement'));
  return statements;
}

/** AWS refuses a document in which two statements have the same name. */
function checkSids(statements: readonly unknown[], at: Location): void {
  const sids = statements.map((one) => (isObject(one) ? one.Sid : undefined)).filter((sid) => sid !== undefined);
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice !== undefined) throw new UnsupportedTemplateError(at, `two statements have the Sid ${String(twice)}`);
}
