import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import { accountId } from '../../../../functions/shared/core/ids.ts';
import { resolveEnvironment } from '../../../../functions/shared/exchange/environments/resolve.ts';
import { describeTransfer } from '../../../../infra/tools/exchange-check/describe-transfer.ts';
import { proposeTransfer } from '../../../../infra/tools/exchange-check/proposal.ts';

const accounts = { trading: '11', custody: '22' };
const trading = { name: 'trading', id: accountId('11') } as const;
const custody = { name: 'custody', id: accountId('22') } as const;
const held = (coin: string, free: string) => ({ coin, free: amount(free), locked: amount('0'), total: amount(free) });

describe('what is asked', () => {
  test('says what will move, from where to where, and back', () => {
    const proposal = { coin: 'USDT', from: trading, to: custody, quantities: [amount('0.01'), amount('1')] } as const;
    const said = describeTransfer(resolveEnvironment('hashkey-sandbox'), proposal, undefined);
    expect(said).toContain('0.01 USDT from trading (11) to custody (22)');
    expect(said).toContain('back from custody to trading');
    expect(said).toContain('https://api-pro.sim.hashkeydev.com');
    expect(said).not.toContain('REAL MONEY');
  });

  test('says of withdrawals that they are of nothing, and to whom', () => {
    const proposal = { coin: 'USDT', from: trading, to: custody, quantities: [amount('0.01')] } as const;
    const payee = { id: 'acme', coin: 'USDC', chain: 'ETH', address: '0x0' };
    const said = describeTransfer(resolveEnvironment('hashkey-sandbox'), proposal, payee);
    expect(said).toContain('two withdrawals of 0 USDC to acme');
    expect(describeTransfer(resolveEnvironment('hashkey-sandbox'), proposal, undefined)).not.toContain('withdrawal');
  });

  test('says of production that the money is real', () => {
    const proposal = { coin: 'USDT', from: trading, to: custody, quantities: [amount('0.01')] } as const;
    expect(describeTransfer(resolveEnvironment('hashkey-production'), proposal, undefined)).toContain('REAL MONEY');
  });
});

describe('the transfer that is proposed', () => {
  const whitelist = [{ id: 'acme', coin: 'USDC', chain: 'ETH', address: '0x0' }];

  test('is of a coin of the whitelist before any other', () => {
    const both = { trading: [held('USDT', '100'), held('USDC', '5')], custody: [] };
    expect(proposeTransfer({ accounts, whitelist }, both)).toMatchObject({ coin: 'USDC', from: { name: 'trading' } });
    expect(proposeTransfer({ accounts, whitelist }, both, 'USDT')).toMatchObject({ coin: 'USDT' });
  });

  test('goes the other way where only custody has the coin', () => {
    const only = { trading: [held('USDC', '0')], custody: [held('USDC', '5')] };
    expect(proposeTransfer({ accounts, whitelist }, only)).toMatchObject({ from: custody, to: trading });
  });

  test.each([
    ['1000', ['0.000001', '0.01', '1']],
    ['999', ['0.000001', '0.01']],
    ['0.001', ['0.000001']],
  ])('of %s it is a thousandth at the most, and of the sizes the smallest first', (free, quantities) => {
    const some = { trading: [held('USDC', free)], custody: [] };
    expect(proposeTransfer({ accounts, whitelist }, some)?.quantities).toEqual(quantities);
  });

  test('is none where there is not enough of anything', () => {
    const little = { trading: [held('USDC', '0.000999')], custody: [] };
    expect(proposeTransfer({ accounts, whitelist }, little)).toBeUndefined();
  });
});
