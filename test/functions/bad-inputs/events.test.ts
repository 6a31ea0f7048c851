import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { requestWithdrawal } from '../../../functions/withdrawal-request/request-withdrawal.ts';
import { parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import type { FunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { expectWords, failure } from '../../support/refusals.ts';
import { type BadInputs, startBadInputs } from './bad-inputs.ts';

let inputs: BadInputs;
let fixture: FunctionFixture;
beforeAll(async () => {
  inputs = await startBadInputs();
  fixture = inputs.fixture;
});
afterAll(() => inputs.close());
afterEach(() => inputs.expectNothingChanged());

const good = {
  instructionId: 'inv-1',
  destination: 'acme-usdt-eth',
  coin: 'USDT',
  chain: 'ETH',
  quantity: '10',
  requestedBy: 'alice@example.com',
};
const event = (changes: Record<string, unknown>) => ({ ...good, ...changes });

describe('events', () => {
  test.each<[string, unknown, string]>([
    ['no detail', undefined, 'WithdrawalRequested: is missing; expected an object'],
    ['a list', [], 'WithdrawalRequested: is a list, not an object; expected an object'],
    ['a text', 'withdraw', 'WithdrawalRequested: is text, not an object; expected an object'],
    [
      'no id',
      event({ instructionId: undefined }),
      'instructionId: is missing; expected 1 to 64 letters, digits, dots, underscores or hyphens, the',
    ],
    [
      'an empty id',
      event({ instructionId: '' }),
      'instructionId: is empty; expected 1 to 64 letters, digits, dots, underscores or hyphens, the first',
    ],
    [
      'an id with a slash',
      event({ instructionId: 'inv/1' }),
      'instructionId: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or',
    ],
    [
      'an id that begins with a dot',
      event({ instructionId: '.inv' }),
      'instructionId: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or',
    ],
    [
      'an id of 65 characters',
      event({ instructionId: 'a'.repeat(65) }),
      'instructionId: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or',
    ],
    [
      'an id with a line break at its end',
      event({ instructionId: 'inv-1\n' }),
      'instructionId: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or',
    ],
    [
      'the id of a sweep’s run',
      event({ instructionId: 'usdt-to-custody-20261120T100000Z' }),
      'instructionId: is kept for the runs of the sweep usdt-to-custody; expected another id',
    ],
    [
      'an id that is a number',
      event({ instructionId: 42 }),
      'instructionId: is a number, not text; expected 1 to 64 letters, digits, dots, underscores or',
    ],
    [
      'a quantity that is a number',
      event({ quantity: 10 }),
      'quantity: is a number, not text; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity of zero',
      event({ quantity: '0.00' }),
      'quantity: is zero; expected a decimal text above zero, such as "1250.50"',
    ],
    [
      'a negative quantity',
      event({ quantity: '-10' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity with an exponent',
      event({ quantity: '1e3' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity with a comma',
      event({ quantity: '1,000' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity with white space',
      event({ quantity: ' 10' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity with zeros in front',
      event({ quantity: '007' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity of two zeros and cents',
      event({ quantity: '00.5' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity beyond all digits',
      event({ quantity: '9'.repeat(40) }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a coin in small letters',
      event({ coin: 'usdt' }),
      'coin: does not have the right form; expected a coin in capitals, such as "USDT"',
    ],
    ['a coin that is a list', event({ coin: ['USDT'] }), 'coin: is a list, not text; expected a coin such as "USDT"'],
    [
      'a chain with a control character',
      event({ chain: 'ETH\u0000' }),
      'chain: does not have the right form; expected a chain such as "ETH", "BTC" or "Tron"',
    ],
    [
      'a destination with a space',
      event({ destination: 'acme usdt' }),
      'destination: does not have the right form; expected a name of 1 to 64 letters, digits, underscores',
    ],
    [
      'no requester',
      event({ requestedBy: undefined }),
      'requestedBy: is missing; expected a person such as "alice@example.com", up to 254 printable',
    ],
    [
      'a requester with a space',
      event({ requestedBy: 'alice bob' }),
      'requestedBy: does not have the right form; expected a person such as "alice@example.com", up to 254',
    ],
    [
      'a requester that is a list',
      event({ requestedBy: '[alice@example.com]' }),
      'requestedBy: does not have the right form; expected a person such as "alice@example.com", up to 254',
    ],
    [
      'a note that hides text',
      event({ note: 'pay \u202e now' }),
      'note: its character 5 (U+202E) cannot be seen; expected up to 256 visible characters',
    ],
    [
      'a note with a line separator',
      event({ note: 'pay\u2028now' }),
      'note: its character 4 (U+2028) cannot be seen; expected up to 256 visible characters',
    ],
    [
      'a note with a letter that is blank',
      event({ note: 'pay \u3164 now' }),
      'note: its character 5 (U+3164) cannot be seen; expected up to 256 visible characters',
    ],
    [
      'a note with a gap',
      event({ note: `pay${' '.repeat(200)}now` }),
      'note: its character 8 (U+0020) is one space too many in a row; expected up to 256 visible characters',
    ],
    [
      'a note with half a character',
      event({ note: '\ud800' }),
      'note: its character 1 (U+D800) cannot be seen; expected up to 256 visible characters',
    ],
    [
      'a note that is too long',
      event({ note: 'x'.repeat(257) }),
      'note: has 257 characters; expected up to 256 visible characters',
    ],
    [
      'an address beside the destination',
      event({ address: acmeAddress }),
      'address: unknown field; expected one of the fields kind, instructionId, destination, quantity,',
    ],
    [
      'a field that nobody knows',
      event({ urgent: true }),
      'urgent: unknown field; expected one of the fields kind, instructionId, destination, quantity, note,',
    ],
    [
      'a prototype as a field',
      JSON.parse('{"__proto__":{"coin":"USDT"}}'),
      'instructionId: is missing; expected 1 to 64 letters, digits, dots, underscores or hyphens, the',
    ],
  ])('%s', async (_what, detail, words) => {
    expectWords(
      await failure(() => requestWithdrawal(fixture.parts, parseRequestEvent(detail))),
      'invalid-input',
      words,
    );
  });

  test('the id of another instruction', async () => {
    const detail = event({ instructionId: 'taken', quantity: '11' });
    expect(await failure(() => requestWithdrawal(fixture.parts, parseRequestEvent(detail)))).toMatchObject({
      code: 'instruction-conflict',
      message: expect.stringContaining('taken'),
    });
  });
});
