import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  errorCodes,
  isPublishedErrorCode,
  publishedErrorCodes,
} from '../../../../functions/shared/core/error-codes.ts';
import { InvalidInputError, TreasuryError } from '../../../../functions/shared/core/errors.ts';
import { commonErrors, type Route } from '../../../../functions/shared/runtime/http/route.ts';
import { refusalCodes } from '../../../../functions/withdrawal-request/refusals.ts';
import { servedRoutes } from '../../../../infra/http-api/routes.ts';

const folder = path.resolve(import.meta.dirname, '../../../../functions');

describe('the codes of errors', () => {
  test('are each said by an error, or by the answer to what is none of ours', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const texts = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const errors = texts.filter((text) => /extends (?:TreasuryError|InvalidInputError)\b/.test(text));
    const isSaid = (code: string) =>
      refusalCodes.some((each) => each === code) || errors.some((text) => text.includes(`'${code}'`));
    const unsaid = Object.keys(errorCodes).filter((code) => !isSaid(code));
    expect(unsaid).toEqual(['internal-error']);
  });

  test('are each told by a route where they are published', () => {
    // What is no route has no place in a route's answers.
    const told = new Set([...commonErrors, 'method-not-allowed', ...servedRoutes.flatMap(({ route }) => route.errors)]);
    expect(publishedErrorCodes.filter((code) => !told.has(code))).toEqual([]);
  });

  test.each(['records-incomplete', 'no-such-code', 'toString', ''])('are not published as “%s”', (text) => {
    expect(isPublishedErrorCode(text)).toBe(false);
  });
});

/* The compiler checks these: a line that it takes after all fails `npm run typecheck`. */
describe('what does not compile', () => {
  test('an error with a code that is not in the table', () => {
    class MisspelledError extends TreasuryError {
      constructor() {
        // @ts-expect-error: it is `not-found`.
        super('not-fuond', 'There is none');
      }
    }
    expect(isPublishedErrorCode(new MisspelledError().code)).toBe(false);
    // @ts-expect-error: it is `invalid-input`.
    expect(isPublishedErrorCode(new InvalidInputError('key', [], 'invalid-inptu').code)).toBe(false);
  });

  test('an error that must tell when to try again, and does not', () => {
    class HastyError extends TreasuryError {
      constructor() {
        // @ts-expect-error: `retryAt` is missing.
        super('rate-limited', 'Not now');
      }
    }
    expect(new HastyError().retryAt).toBeUndefined();
  });

  test('a route that answers with a code that is not published', () => {
    const errors: Route['errors'] = [
      'not-found',
      // @ts-expect-error: only reconciliation meets it.
      'records-incomplete',
      // @ts-expect-error: it is `forbidden`.
      'forbiden',
    ];
    expect(errors.filter(isPublishedErrorCode)).toEqual(['not-found']);
  });

  test('a look into the table for what is not there', () => {
    // @ts-expect-error: it is `not-found`.
    expect(errorCodes['not-fuond']).toBeUndefined();
  });
});
