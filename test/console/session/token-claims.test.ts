import { describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../console/session/token-claims.ts';

const names = { issuer: 'https://login.example.com', audience: 'treasury', userClaim: 'email', groupsClaim: 'groups' };
const claims = { iss: names.issuer, aud: 'treasury', iat: 100, exp: 700, email: 'zoë@example.com', groups: ['ops'] };
const tokenOf = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;

describe('a token for the API', () => {
  test('says who somebody is, their groups, and how long it is good for', () => {
    const facts = { person: 'zoë@example.com', groups: ['ops'], issuedAt: 100_000, expiresAt: 700_000 };
    expect(factsOf(tokenOf(claims), names)).toEqual(facts);
    expect(factsOf(tokenOf({ ...claims, aud: ['other', 'treasury'], groups: 'ops' }), names)).toEqual(facts);
    const { aud: _aud, ...withoutAudience } = claims;
    expect(factsOf(tokenOf({ ...withoutAudience, client_id: 'treasury' }), names)).toEqual(facts);
  });

  test.each([
    ['of another issuer', tokenOf({ ...claims, iss: 'https://evil.example.com' }), 'misconfigured'],
    ['for another audience', tokenOf({ ...claims, aud: 'payroll' }), 'misconfigured'],
    ['that nobody can read', 'opaque', 'misconfigured'],
    ['that is no JSON', 'a.b.c', 'misconfigured'],
    ['without times', tokenOf({ ...claims, exp: undefined }), 'misconfigured'],
    ['that names nobody', tokenOf({ ...claims, email: undefined }), 'no-person'],
    ['that names several', tokenOf({ ...claims, email: ['a', 'b'] }), 'no-person'],
  ])('%s is none', (_what, token, kind) => {
    expect(() => factsOf(token, names)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ kind }) }),
    );
  });
});
