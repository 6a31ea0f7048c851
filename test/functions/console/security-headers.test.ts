import { describe, expect, test } from '@jest/globals';
import { originsOf, securityHeaders } from '../../../functions/console/security-headers.ts';

const directives = (origins: readonly string[]) =>
  new Map(
    (securityHeaders(origins)['content-security-policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );

describe('the policy of the page', () => {
  test('lets in nothing but the files of the build', () => {
    expect(Object.fromEntries(directives([]))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'none'",
      'connect-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
  });

  test('lets the script ask the identity provider, by its origins alone', () => {
    const issuer = 'https://login.example.com/pool/1';
    const discovery = 'http://127.0.0.1:4567/.well-known/openid-configuration';
    const origins = originsOf({ issuer, discovery }, ['https://tokens.example.com', 'https://login.example.com']);
    expect(directives(origins).get('connect-src')).toBe(
      "'self' https://login.example.com http://127.0.0.1:4567 https://tokens.example.com",
    );
  });
});
