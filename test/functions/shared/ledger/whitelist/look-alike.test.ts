import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf } from '../../../../../functions/shared/core/blocks.ts';
import { InvalidInputError } from '../../../../../functions/shared/core/errors.ts';
import { looksLike } from '../../../../../functions/shared/core/looks-like.ts';
import { LookAlikeError, requireDifferences } from '../../../../../functions/shared/ledger/whitelist/look-alike.ts';

const known = '0x52908400098527886e0f7030069857d2e4169ee7';
const hex = fc.constantFrom(...'0123456789abcdef');
const account = fc.array(hex, { minLength: 40, maxLength: 40 }).map((digits) => `0x${digits.join('')}`);

/** An address with the same head and tail as the known one, and something else between. */
const forged = (head: number, tail: number) =>
  account.map((other) => `${known.slice(0, 2 + head)}${other.slice(2 + head, 42 - tail)}${known.slice(42 - tail)}`);

describe('two addresses look alike', () => {
  test.each([
    ['4 + 4, as wallets show them', '0x5290aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7', true],
    ['3 + 3', '0x529aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaee7', true],
    ['6 at the tail alone', '0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa169ee7', true],
    ['6 at the head alone', '0x529084aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', true],
    ['3 + 2', '0x529aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaae7', false],
    ['nothing but the common prefix', '0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
    ['other letters of the same case', known.toUpperCase().replace('X', 'x'), true],
  ])('with %s: %s is %s', (_what, other, expected) => {
    expect(looksLike(known, other)).toBe(expected);
    expect(looksLike(other, known)).toBe(expected);
  });

  test.each([
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw50qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq3t4', true],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqv8f3', false],
    ['TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'TJRaXXXXXXXXXXXXXXXXXXXXXXXXXXXTv8', true],
    ['TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 'TJXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX8', false],
  ])('on other chains, after what all of them begin with: %s and %s are %s', (one, other, expected) => {
    expect(looksLike(one, other)).toBe(expected);
  });

  test('whenever head and tail agree as far as wallets show them, in whatever case', () => {
    fc.assert(
      fc.property(forged(4, 4), fc.boolean(), (other, isUpper) => {
        expect(looksLike(known, isUpper ? other.toUpperCase().replace('X', 'x') : other)).toBe(true);
      }),
    );
  });

  test('hardly ever by chance', () => {
    fc.assert(
      fc.property(account, account, (one, other) => !looksLike(one, other)),
      { numRuns: 2_000, seed: 7 },
    );
  });
});

describe('an address that looks like a known one', () => {
  const address = '0x5290840aaaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7';
  const list = [{ id: 'acme', address: known }];
  const ask = (...lookAlikes: { id: string; block: number; here: string; there: string }[]) =>
    requireDifferences({ chain: 'ETH', address, lookAlikes }, list);
  const [here = '', there = ''] = [blocksOf(address)[4], blocksOf(known)[4]];

  test('is refused; the refusal names the other one and shows no part of either', () => {
    const { message, code, flaws } = refusalOf(() => ask());
    expect(code).toBe('look-alike');
    expect(flaws).toHaveLength(1);
    expect(message).toContain('looks like acme');
    for (const block of [...blocksOf(address), ...blocksOf(known)].slice(1)) expect(message).not.toContain(block);
  });

  test('is taken when a block is named in which the two differ, read in either case', () => {
    expect(() => ask({ id: 'acme', block: 5, here, there })).not.toThrow();
    expect(() => ask({ id: 'acme', block: 5, here: here.toUpperCase(), there: there.toUpperCase() })).not.toThrow();
  });

  test.each([
    ['another block', { block: 6, here, there }],
    ['a block in which they agree', { block: 2, here: '9084', there: '9084' }],
    ['the two the wrong way round', { block: 5, here: there, there: here }],
    ['only one of them right', { block: 5, here, there: '0000' }],
    ['a block that neither has', { block: 12, here, there }],
  ])('is refused where %s is named', (_what, difference) => {
    expect(refusalOf(() => ask({ id: 'acme', ...difference })).code).toBe('look-alike');
  });

  test('is refused with a difference to what it does not look like', () => {
    expect(
      refusalOf(() => ask({ id: 'acme', block: 5, here, there }, { id: 'other', block: 5, here, there })).code,
    ).toBe('invalid-input');
  });

  test('is not asked about itself under another name, nor in other letters', () => {
    const same = { chain: 'ETH', address: known.toUpperCase().replace('X', 'x'), lookAlikes: [] };
    expect(() => requireDifferences(same, list)).not.toThrow();
  });

  test('is asked about each one that it looks like', () => {
    const twice = [...list, { id: 'second', address: known.replace('7030', '7031') }];
    const named = { chain: 'ETH', address, lookAlikes: [{ id: 'acme', block: 5, here, there }] };
    const { message } = refusalOf(() => requireDifferences(named, twice));
    expect(message).toContain('looks like second');
    expect(message).not.toContain('looks like acme');
  });

  test('is taken exactly where a real difference is named', () => {
    const block = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(forged(4, 4), block, block, (other, claimed, read) => {
        const [a = '', b = ''] = [blocksOf(other)[read - 1], blocksOf(known)[read - 1]];
        const lookAlikes = [{ id: 'acme', block: claimed, here: a, there: b }];
        const isRight = blocksOf(other)[claimed - 1] === a && blocksOf(known)[claimed - 1] === b && a !== b;
        const act = () => requireDifferences({ chain: 'ETH', address: other, lookAlikes }, list);
        if (isRight) expect(act).not.toThrow();
        else if (other !== known) expect(act).toThrow(LookAlikeError);
      }),
    );
  });
});

test('a text in blocks is the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const blocks = blocksOf(text);
      expect(blocks.join('')).toBe(text);
      expect(blocks.slice(0, -1).every((block) => block.length === 4)).toBe(true);
    }),
  );
});

function refusalOf(action: () => unknown): InvalidInputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('it was taken');
}
