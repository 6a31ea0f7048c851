import { describe, expect, test } from '@jest/globals';
import { InvalidInputError } from '../../../../../functions/shared/core/errors.ts';
import { NotFoundError } from '../../../../../functions/shared/ledger/errors.ts';
import { errorResponse } from '../../../../../functions/shared/runtime/http/responses.ts';
import { SecretFormatError } from '../../../../../functions/shared/signing/errors.ts';

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
