import { describe, expect, test } from '@jest/globals';
import { errorResponse } from '../../../../../functions/shared/runtime/http/responses.ts';
import { MethodNotAllowedError } from '../../../../../functions/shared/runtime/http/route-errors.ts';
import { routesText, unknownRouteError } from '../../../../../functions/shared/runtime/http/unknown-route.ts';

const routes = routesText([
  'GET /instructions',
  'GET /instructions/{id}',
  'POST /instructions/{id}/cancel',
  'POST /withdrawals',
  'GET /pause',
  'PUT /pause',
]);
const answer = (path: string) => {
  const { statusCode, headers, body } = errorResponse(unknownRouteError(path, routes));
  return { statusCode, allow: headers?.allow, ...JSON.parse(String(body)).error };
};

describe('a path that takes other methods', () => {
  test.each([
    ['/pause', 'GET, PUT'],
    ['/instructions', 'GET'],
    ['/instructions/inv-1', 'GET'],
    ['/instructions/inv-1/cancel', 'POST'],
  ])('%s is a 405 that allows %s', (path, allow) => {
    expect(answer(path)).toMatchObject({ statusCode: 405, code: 'method-not-allowed', allow, details: [] });
  });
});

describe('a path that is none', () => {
  test.each([
    ['/withdrawal', 'There is no such path. Near it there are /withdrawals'],
    ['/Pause', 'There is no such path. Near it there are /pause'],
    ['/pause/', 'There is no such path. Near it there are /pause'],
    [
      '/instructions/inv-1/cancelation',
      'There is no such path. Near it there are /instructions, /instructions/{id}, /instructions/{id}/cancel',
    ],
    ['/instructions//cancel', expect.stringContaining('/instructions/{id}/cancel')],
    ['/', 'There is no such path. Near it there are /instructions, /withdrawals, /pause'],
    ['/%3Cscript%3E', 'There is no such path. Near it there are /instructions, /withdrawals, /pause'],
  ])('%s is a 404 that names its neighbours, and repeats nothing', (path, message) => {
    expect(answer(path)).toEqual({ statusCode: 404, allow: undefined, code: 'not-found', message, details: [] });
  });
});

test('without a list of the routes the answer is still a 404', () => {
  const error = unknownRouteError('/pause', '');
  expect(error).not.toBeInstanceOf(MethodNotAllowedError);
  expect(error.message).toBe('There is no such path');
});
