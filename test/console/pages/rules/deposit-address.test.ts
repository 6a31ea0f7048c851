import { describe, expect, test } from '@jest/globals';
import { chainsIn } from '../../../../console/pages/rules/deposit-addresses/chains-in.ts';
import { confirmationOf, emptyConfirmation } from '../../../../console/pages/rules/deposit-addresses/confirmation.ts';

describe('the confirmation of a changed deposit address', () => {
  const form = { ...emptyConfirmation, address: '0xAb58 01a7', source: 'yes' };

  test('is the whole address without the gaps that it was typed with', () => {
    expect(confirmationOf(form)).toEqual({ isRight: true, body: { address: '0xAb5801a7' } });
    expect(confirmationOf({ ...form, tag: ' 1234 ' })).toMatchObject({ body: { tag: '1234' } });
  });

  test('takes the address and the word that it is from elsewhere', () => {
    expect(confirmationOf(emptyConfirmation)).toEqual({
      isRight: false,
      isAddressMissing: true,
      isSourceMissing: true,
    });
    expect(confirmationOf({ ...form, source: '' })).toMatchObject({ isRight: false, isSourceMissing: true });
  });
});

test('the chains to choose from are those of the destinations, each once', () => {
  expect(chainsIn([{ chain: 'Tron' }, { bankAccount: '1' }, { chain: 'ETH' }, { chain: 'Tron' }])).toEqual([
    'ETH',
    'Tron',
  ]);
});
