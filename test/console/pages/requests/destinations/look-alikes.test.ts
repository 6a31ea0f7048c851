import { describe, expect, test } from '@jest/globals';
import {
  comparedBlocks,
  knownAddress,
  lookAlikeIds,
  readDifference,
} from '../../../../../console/pages/requests/destinations/look-alikes.ts';
import { LookAlikeError, requireDifferences } from '../../../../../functions/shared/ledger/whitelist/look-alike.ts';

const here = '0x52908400aaaaaaaaaaaaaaaaaaaaaaaaaaaa9ee7';
const there = '0x52908400098527886E0F7030069857D2E4169EE7';
const compared = comparedBlocks(here, there);

describe('two addresses that look alike', () => {
  test('are compared block by block, whatever their capitals and lengths are', () => {
    expect(comparedBlocks('abcdEF', 'ABCDeg12x')).toEqual([
      { block: 1, here: 'abcd', there: 'ABCD', differs: false },
      { block: 2, here: 'EF', there: 'eg12', differs: true },
      { block: 3, here: undefined, there: 'x', differs: true },
    ]);
    expect(compared.filter(({ differs }) => differs).map(({ block }) => block)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each([
    [{ block: '', here: '', there: '' }, 'incomplete'],
    [{ block: '4', here: 'aaaa', there: '' }, 'incomplete'],
    [{ block: '12', here: 'aaaa', there: '8527' }, 'no-block'],
    [{ block: '4', here: 'aaab', there: '8527' }, 'here'],
    [{ block: '4', here: 'aaaa', there: '8528' }, 'there'],
    [{ block: '1', here: '0x52', there: '0X52' }, 'same'],
  ])('are not told apart by %j', (typed, flaw) => {
    expect(readDifference('acme', typed, compared)).toEqual({ flaw });
  });

  test('are told apart by what the API takes', () => {
    const read = readDifference('acme', { block: '4', here: 'AAAA', there: '8527' }, compared);
    if (!('difference' in read)) throw new TypeError('a difference was named');
    const proposed = { chain: 'ETH', address: here, lookAlikes: [read.difference] };
    expect(() => requireDifferences(proposed, [{ id: 'acme', address: there }])).not.toThrow();
  });
});

test('a refusal names what the address looks like', () => {
  const ids = ['acme-usdt-eth', 'deposit-address/USDT/ETH'];
  expect(lookAlikeIds(new LookAlikeError(ids).flaws)).toEqual(ids);
  expect(lookAlikeIds([{ field: 'id', reason: 'reads like x', expected: 'another' }])).toEqual([]);
  expect(ids.map(knownAddress)).toEqual([
    { kind: 'entry', id: 'acme-usdt-eth' },
    { kind: 'deposit-address', coin: 'USDT', chain: 'ETH' },
  ]);
});
