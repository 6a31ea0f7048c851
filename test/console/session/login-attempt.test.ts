import { describe, expect, test } from '@jest/globals';
import { keepAttempt, ownPlace, takeAttempt } from '../../../console/session/login-attempt.ts';
import { MemoryStorage } from './memory-storage.ts';

const attempt = { state: 's', nonce: 'n', verifier: 'v', returnTo: '#/payments/inv-42?from=1' };

describe('a login that was begun', () => {
  test('can be finished once', () => {
    const storage = new MemoryStorage();
    keepAttempt(storage, attempt);
    expect(takeAttempt(storage)).toEqual(attempt);
    expect([takeAttempt(storage), storage.length]).toEqual([undefined, 0]);
  });

  test.each(['', 'null', '{}', '{"state": "s", "nonce": 1, "verifier": "v"}'])('is none where %p is kept', (text) => {
    const storage = new MemoryStorage();
    storage.setItem('login-attempt', text);
    expect([takeAttempt(storage), storage.length]).toEqual([undefined, 0]);
  });
});

describe('the place to come back to', () => {
  test('is a place of this page', () => {
    expect(ownPlace('#/payments/inv%20-42')).toBe('#/payments/inv%20-42');
  });

  test.each([
    'https://evil.example.com/',
    '//evil.example.com',
    'javascript:alert(1)',
    '#evil',
    '#/a\nb',
    '',
    undefined,
    7,
  ])('is the first page instead of %p', (place) => {
    expect(ownPlace(place)).toBe('#/');
  });
});
