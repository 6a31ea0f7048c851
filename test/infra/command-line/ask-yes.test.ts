import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { askForConsent } from '../../../infra/command-line/consent.ts';

test.each([
  ['yes\n', 'agreed'],
  [' YES \n', 'agreed'],
  ['y\n', 'declined'],
  ['\n', 'declined'],
  ['no\n', 'declined'],
  // The input ends without an answer.
  ['', 'declined'],
])('the answer %j is %s', async (answer, consent) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = askForConsent(input, output);
  input.end(answer);
  expect(await asked).toBe(consent);
  output.end();
  expect(await text(output)).toContain('Type yes to agree');
});
