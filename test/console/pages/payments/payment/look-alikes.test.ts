import { describe, expect, test } from '@jest/globals';
import { differingBlocks } from '../../../../../console/pages/payments/payment/differing-blocks.ts';
import { lookAlikesOf } from '../../../../../console/pages/payments/payment/look-alikes.ts';
import { exampleEntry } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

const address = '0x52908400098527886E0F7030069857D2E4169EE7';

const entryAt = (id: string, other: string) => ({ ...exampleEntry, id, address: other }) as typeof exampleEntry;

describe('the blocks in which two addresses differ', () => {
  test.each([
    [address, address, []],
    ['abcdefgh', 'abcdEfgh', [2]],
    ['abcdefgh', 'abcd', [2]],
    ['abcd', 'abcdefgh', []],
    ['', '', []],
  ])('of %s and %s', (one, other, blocks) => {
    expect(differingBlocks(one, other)).toEqual(blocks);
  });
});

describe('look-alikes of an address', () => {
  test('are other addresses with the same head and tail, with the blocks that differ', () => {
    const forged = '0x5290840000000000000000000000000000169EE7';
    expect(lookAlikesOf(address, [entryAt('forged', forged)])).toEqual([
      expect.objectContaining({
        id: 'forged',
        address: forged,
        here: [3, 4, 5, 6, 7, 8, 9],
        there: [3, 4, 5, 6, 7, 8, 9],
      }),
    ]);
  });

  test('are not the same address in other capitals, nor one that is like it nowhere', () => {
    const far = '0x1111111111111111111111111111111111111111';
    expect(lookAlikesOf(address, [entryAt('same', address.toLowerCase()), entryAt('far', far)])).toEqual([]);
  });

  test('are found where capitals make another address too, as on Tron', () => {
    const tron = 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf';
    const other = 'TEDB19xLOJQFVTL9BDCFVSK9VTU7Ckuhmf';
    expect(lookAlikesOf(tron, [entryAt('capitals', other)])).toHaveLength(1);
  });
});
