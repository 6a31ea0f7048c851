import { describe, expect, test } from '@jest/globals';
import { InvalidInputError } from '../../../functions/base/errors.ts';
import { ForbiddenError } from '../../../functions/runtime/http/errors.ts';
import { identityOf, requireRole } from '../../../functions/runtime/http/identity.ts';
import { errorResponse } from '../../../functions/runtime/http/responses.ts';
import { loggedError } from '../../../functions/runtime/logger.ts';
import { policyWith } from '../../support/instructions.ts';

const names = { issuer: 'https://login.example.com', audience: 'treasury', userClaim: 'email', groupsClaim: 'groups' };
const groupsOf = (groups: unknown) => identityOf({ email: 'alice@example.com', groups }, names).groups;

describe('who somebody is', () => {
  test.each([
    ['[ops treasury]', ['ops', 'treasury']],
    ['[ops]', ['ops']],
    ['[ops,x treasury]', ['treasury']],
    ['ops', ['ops']],
    ['[]', []],
    ['', []],
    [undefined, []],
    [['ops'], []],
    ['[ops tréasury]', ['ops']],
  ])('the claim %j gives the groups %j', (claim, groups) => {
    expect(groupsOf(claim)).toEqual(groups);
  });

  test.each([undefined, '', 7])('a token whose user is %j is nobody', (email) => {
    expect(() => identityOf({ email, groups: '[ops]' }, names)).toThrow(ForbiddenError);
  });

  test('a role is needed, and one of its groups is enough', () => {
    const { roles } = policyWith({ roles: { requester: ['ops', 'desk'] } });
    const person = (groups: string[]) => ({ user: 'alice@example.com', groups });
    expect(() => requireRole(person(['x', 'desk']), roles, ['requester'], 'ask')).not.toThrow();
    expect(() => requireRole(person(['x']), roles, ['requester'], 'ask')).toThrow(ForbiddenError);
    expect(() => requireRole(person(['desk']), roles, ['auditor'], 'see')).toThrow(ForbiddenError);
  });
});

describe('what the caller is told of an error', () => {
  test('the code, and for bad input each field', () => {
    const response = errorResponse(
      new InvalidInputError('withdrawal', [{ field: 'coin', reason: 'missing', expected: 'a coin' }]),
    );
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(response.body ?? '')).toEqual({
      error: {
        code: 'invalid-input',
        message: 'withdrawal cannot be taken. coin: missing; expected a coin',
        details: [{ field: 'coin', reason: 'missing', expected: 'a coin' }],
      },
    });
  });

  test('nothing of an error that nobody foresaw', () => {
    const response = errorResponse(new TypeError('secret detail'));
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret detail');
  });
});

test('of an error only code, outcome, message and causes are written down', () => {
  const cause = Object.assign(new Error('socket'), { request: { signature: 'abc' } });
  const logged = loggedError(new Error('outer', { cause }));
  expect(JSON.stringify(logged)).not.toContain('abc');
  expect(logged).toMatchObject({ code: 'Error', message: 'outer', cause: { message: 'socket' } });
});
