import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../../functions/console/read-configuration.ts';

const declared = {
  stage: 'sandbox',
  issuer: 'https://login.example.com',
  clientId: 'treasury',
  scope: 'openid',
  token: 'access',
  userClaim: 'email',
  groupsClaim: 'groups',
  audience: 'treasury',
};

describe('the configuration of the console', () => {
  test('is what the template says', () => {
    expect(readConfiguration(JSON.stringify(declared))).toEqual(declared);
    expect(readConfiguration(JSON.stringify(declared), '')).toEqual(declared);
  });

  test('has the address of the provider’s document where there is one', () => {
    const discovery = 'https://login.example.com/meta/openid-configuration';
    expect(readConfiguration(JSON.stringify(declared), discovery)).toEqual({ ...declared, discovery });
  });

  test.each([
    ['clientId', { ...declared, clientId: '' }],
    ['token', { ...declared, token: 'refresh' }],
    ['secret', { ...declared, secret: 'x' }],
  ])('stops the function at its start where %s is wrong', (field, wrong) => {
    expect(() => readConfiguration(JSON.stringify(wrong))).toThrow(`CONSOLE_CONFIGURATION.${field}`);
  });
});
