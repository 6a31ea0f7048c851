import { describe, expect, test } from '@jest/globals';
import { InvalidInputError } from '../../../../../functions/shared/core/errors.ts';
import { ForbiddenError, TokenNotAcceptedError } from '../../../../../functions/shared/runtime/http/auth-errors.ts';
import { identityOf, requireRole } from '../../../../../functions/shared/runtime/http/identity.ts';
import { errorResponse } from '../../../../../functions/shared/runtime/http/responses.ts';
import { loggedError } from '../../../../../functions/shared/runtime/logger.ts';
import { policyWith } from '../../../../support/instructions.ts';
import { usualEpoch } from '../../../../support/people.ts';

const names = { issuer: 'https://login.example.com', audience: 'treasury', userClaim: 'email', groupsClaim: 'groups' };
const issued = { iss: 'https://login.example.com', aud: 'treasury' };
const groupsOf = (groups: unknown) => identityOf({ ...issued, email: 'alice@example.com', groups }, names).groups;

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

  test.each([undefined, '', 7, '[]', '[alice@example.com]', '[alice@example.com bob@example.com]'])(
    'a token whose user is %j is nobody',
    (email) => {
      expect(() => identityOf({ ...issued, email, groups: '[ops]' }, names)).toThrow(ForbiddenError);
    },
  );

  test.each(['false', false, '', 'True '])('an address that is verified as %j names nobody', (verified) => {
    const claims = { ...issued, email: 'bob@example.com', email_verified: verified, groups: '[ops]' };
    expect(() => identityOf(claims, names)).toThrow(TokenNotAcceptedError);
    expect(identityOf({ ...claims, sub: 'u-1' }, { ...names, userClaim: 'sub' }).user).toBe('u-1');
  });

  test.each(['true', true])('an address that is verified as %j names its owner', (verified) => {
    const claims = { ...issued, email: 'bob@example.com', email_verified: verified, groups: '[ops]' };
    expect(identityOf(claims, names).user).toBe('bob@example.com');
  });

  test('a role is needed, and one of its groups is enough', () => {
    const { roles } = policyWith({ roles: { requester: ['ops', 'desk'] } });
    const person = (groups: string[]) => ({ user: 'alice@example.com', groups, epoch: usualEpoch });
    expect(() => requireRole(person(['x', 'desk']), roles, { allowed: ['requester'], what: 'ask' })).not.toThrow();
    expect(() => requireRole(person(['x']), roles, { allowed: ['requester'], what: 'ask' })).toThrow(ForbiddenError);
    expect(() => requireRole(person(['desk']), roles, { allowed: ['auditor'], what: 'see' })).toThrow(ForbiddenError);
  });
});

describe('whose token it is', () => {
  const accept = (claims: Record<string, unknown>) => () =>
    identityOf({ email: 'alice@example.com', ...claims }, names);

  test.each<[string, Record<string, unknown>]>([
    ['the audience by itself', issued],
    ['the audience among others', { ...issued, aud: '[portal treasury]' }],
    ['a list of one', { ...issued, aud: '[treasury]' }],
    ['no audience, but the application', { iss: issued.iss, client_id: 'treasury' }],
  ])('is taken with %s', (_what, claims) => {
    expect(accept(claims)).not.toThrow();
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no issuer', { aud: 'treasury' }, 'iss'],
    ['another issuer', { ...issued, iss: 'https://id.example.com' }, 'iss'],
    ['an issuer that begins alike', { ...issued, iss: 'https://login.example.com.evil.example.com' }, 'iss'],
    ['no audience', { iss: issued.iss }, 'client_id'],
    ['another audience', { ...issued, aud: 'portal' }, 'aud'],
    ['an audience that holds ours', { ...issued, aud: '[treasury-portal my-treasury]' }, 'aud'],
    ['another audience, whatever the application', { ...issued, aud: 'portal', client_id: 'treasury' }, 'aud'],
    ['another application', { iss: issued.iss, client_id: 'portal' }, 'client_id'],
    ['an audience that is no text', { ...issued, aud: ['treasury'] }, 'aud'],
  ])('is not taken with %s', (_what, claims, claim) => {
    expect(accept(claims)).toThrow(TokenNotAcceptedError);
    expect(accept(claims)).toThrow(new RegExp(`claim ${claim}$`));
  });

  test('is answered with 401 where it is not taken', () => {
    expect(errorResponse(new TokenNotAcceptedError('iss'))).toMatchObject({ statusCode: 401 });
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

test('of an error only code, message and causes are written down', () => {
  const cause = Object.assign(new Error('socket'), { request: { signature: 'abc' } });
  const logged = loggedError(new Error('outer', { cause }));
  expect(JSON.stringify(logged)).not.toContain('abc');
  expect(logged).toMatchObject({ code: 'Error', message: 'outer', cause: { message: 'socket' } });
});
