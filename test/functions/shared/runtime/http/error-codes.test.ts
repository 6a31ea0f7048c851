import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InvalidInputError } from '../../../../../functions/shared/core/errors.ts';
import { NotFoundError } from '../../../../../functions/shared/ledger/errors.ts';
import { errorCodes } from '../../../../../functions/shared/runtime/http/error-codes.ts';
import { errorResponse } from '../../../../../functions/shared/runtime/http/responses.ts';
import { commonErrors } from '../../../../../functions/shared/runtime/http/route.ts';
import { SecretFormatError } from '../../../../../functions/shared/signing/errors.ts';
import { servedRoutes } from '../../../../../infra/http-api/routes.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../../../functions');

/** Codes of functions that nobody calls over HTTP, or of what is caught before an answer is made. */
const neverOverHttp = {
  'reservations-full': 'a release puts itself off with it',
  'two-factor-not-configured': 'no token is asked of a key that has no secret for it',
  'records-incomplete': 'reconciliation reads the records',
  'too-little-time': 'a send puts itself off with it, within its own queue',
  'task-callback-failed': 'task-outcome is called by the bus',
  'export-unavailable': 'ledger-export is called by its schedule',
  'cloudformation-unavailable': 'policy is called by a deployment',
};

/** Codes stand as texts in the constructors of the error classes, and as the last argument of InvalidInputError. */
function codesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const classes = text.matchAll(/super\(\s*'([a-z]+(?:-[a-z]+)+|forbidden)',\s*'(?:not-sent|refused|unknown)'/g);
  const inputs = text.matchAll(/super\([^;]*?, '([a-z]+(?:-[a-z]+)+)'\);/g);
  const unions = text.matchAll(/constructor\(code: ((?:'[a-z-]+'(?: \| )?)+)/g);
  const named = [...unions].flatMap(([, union = '']) => [...union.matchAll(/'([a-z-]+)'/g)]);
  return [...classes, ...inputs, ...named].map(([, code = '']) => code);
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const thrown = new Set(['invalid-input', ...files.flatMap((name) => codesIn(path.join(folder, name)))]);

describe('the codes of errors', () => {
  test('are found in the code', () => {
    const classes = files.flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return [...text.matchAll(/class (\w+) extends (?:TreasuryError|InvalidInputError)/g)].map(([, found]) => found);
    });
    // InvalidInputError has its code as a default; RateLimitedError has two.
    expect(thrown.size).toBeGreaterThanOrEqual(classes.length);
  });

  test('are each published with a status, or never leave over HTTP', () => {
    const published = Object.keys(errorCodes).filter((code) => code !== 'internal-error');
    expect([...thrown].sort()).toEqual([...published, ...Object.keys(neverOverHttp)].sort());
  });

  test('are each told by a route', () => {
    const told = new Set([...commonErrors, ...servedRoutes.flatMap(({ route }) => route.errors)]);
    expect(Object.keys(errorCodes).filter((code) => ![...told].some((each) => each === code))).toEqual([]);
  });
});

describe('the answer to an error', () => {
  const answer = (error: unknown) => {
    const { statusCode, body } = errorResponse(error);
    return [statusCode, JSON.parse(body ?? '')];
  };

  test('has the status of its code', () => {
    expect(answer(new NotFoundError('entry x'))).toEqual([
      404,
      { error: { code: 'not-found', message: 'There is no entry x', details: [] } },
    ]);
  });

  test('says nothing of a code that is not published', () => {
    const error = new InvalidInputError('table', [{ field: 'x', reason: 'y', expected: 'z' }], 'records-incomplete');
    expect(answer(error)).toMatchObject([500, { error: { code: 'internal-error', details: [] } }]);
  });

  test('says nothing of what is wrong with a secret', () => {
    const error = new SecretFormatError('key', [{ field: 'apiKey', reason: 'is missing', expected: 'a text' }]);
    const [status, body] = answer(error);
    expect([status, body.error.details]).toEqual([500, []]);
    expect(JSON.stringify(body)).not.toContain('apiKey');
  });
});
