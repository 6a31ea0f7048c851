import { expect, test } from '@jest/globals';
import { fromBase64url, toBase64url } from '../../../console/api/base64url.ts';

test.each([0, 1, 2, 3, 32, 255, 4_096])('%i bytes are the text that Node makes of them, and back', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 251 + 62) % 256);
  const text = toBase64url(bytes.buffer);
  expect(text).toBe(Buffer.from(bytes).toString('base64url'));
  expect([...fromBase64url(text)]).toEqual([...bytes]);
});
