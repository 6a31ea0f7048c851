import type { Mutant } from './mutant.ts';

export const payABankWithAnotherKey: Mutant = {
  name: 'pay a bank with another key',
  file: 'withdrawal-release/prepare-payment.ts',
  find: `return kind === 'fiat-withdrawal' ? fiatExchange() : exchange;`,
  replace: `return exchange;`,
};
