import { amount } from '../../../../functions/shared/core/amount.ts';
import { revoke } from '../../../../functions/shared/ledger/whitelist/steps.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import type { TestApi } from './test-api.ts';

const requestBody = { destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', quantity: '1250.50' };
const bitcoin = { coin: 'BTC', chain: 'BTC', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' } as const;

/** Each reason for which a request is refused at once, and what a preview says of the same. */
export async function runRequestRefusals({ call, whitelist, readings }: TestApi): Promise<void> {
  await activeEntry(whitelist, 'acme-btc', { kind: 'crypto', ...bitcoin });
  await activeEntry(whitelist, 'gone');
  await whitelist.change('gone', (entry) => revoke(entry, { by: 'wanda@example.com', at: Date.now() }));
  const open = { chain: 'ETH', fee: amount('1'), minimum: amount('5'), maximum: amount('20000'), isOpen: true };
  const noteTerms = (isOpen: boolean, readAt = Date.now()) =>
    readings.note('terms', { readAt, value: [{ coin: 'USDT', isOpen, chains: [open] }] });
  const ask = async (changes: object) => {
    const body = { ...requestBody, instructionId: 'refused', ...changes };
    await call('alice', 'POST', '/withdrawals', body);
    await call('alice', 'POST', '/withdrawals/preview', body);
  };
  await noteTerms(true);
  await readings.note('balances', { readAt: Date.now(), value: { withdrawal: { USDT: amount('100') } } });
  for (const changes of [
    { destination: 'not-listed' },
    { destination: 'gone' },
    { chain: 'Tron' },
    { destination: 'acme-btc', coin: 'BTC', chain: 'BTC', quantity: '1' },
    { quantity: '10.1234567' },
    { quantity: '50000.1' },
    { quantity: '45000' },
    { quantity: '35000' },
    { quantity: '4.99' },
    { quantity: '20000.1' },
    { fundFrom: 'trading' },
  ])
    await ask(changes);
  await ask({ quantity: 10 });
  await noteTerms(false, Date.now() + 1);
  await ask({});
  await noteTerms(true, Date.now() + 60_000);
}
