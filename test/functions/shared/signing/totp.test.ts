import { describe, expect, test } from '@jest/globals';
import { base32 } from '@scure/base';
import { readTotpSecret, stepStart, totpStep, totpToken } from '../../../../functions/shared/signing/totp.ts';

const secret = base32.encode(Buffer.from('12345678901234567890'));

describe('TOTP', () => {
  // RFC 6238 appendix B, SHA-1. It prints eight digits; six digits are the last six of them.
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('RFC 6238 at %d seconds', (seconds, digits) => {
    const key = readTotpSecret(secret);
    expect(key && totpToken(key, totpStep(seconds * 1000))).toBe(digits.slice(2));
  });

  test('a step is 30 seconds from its first millisecond to its last', () => {
    expect(totpStep(59_999)).toBe(1);
    expect(totpStep(60_000)).toBe(2);
    expect(stepStart(2)).toBe(60_000);
  });

  const plain = base32.encode(Buffer.alloc(11, 9)).replaceAll('=', '');

  test.each([
    ['lower case', plain.toLowerCase()],
    ['groups with spaces', plain.replace(/(.{4})/g, '$1 ')],
    ['padding', base32.encode(Buffer.alloc(11, 9))],
  ])('a secret with %s is the same secret', (_form, text) => {
    const [key, same] = [readTotpSecret(text), readTotpSecret(plain)];
    expect(key && same && key.equals(same)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['spaces only', '    '],
    ['digits that base32 does not have', 'GEZDGNBVGY3TQOJ0GEZDGNBVGY3TQOJ1'],
    ['fewer than 80 bits', 'GEZDGNBVGY3TQOI'],
    ['more than 128 bytes', base32.encode(Buffer.alloc(129))],
    ['wrong padding', `${secret}=`],
    ['stray bits at its end', `${plain.slice(0, -1)}7`],
    ['a line end', `${secret}\n`],
  ])('%s is no secret', (_form, text) => {
    expect(readTotpSecret(text)).toBeUndefined();
  });
});
