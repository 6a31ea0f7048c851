import * as v from 'valibot';
import { entrySchema } from '../../local/demo/api-schemas.ts';
import { startWhitelist } from '../../local/exchange-simulator/data/start.ts';
import { paymentsPath } from '../../local/exchange-simulator/server/admin.ts';
import { fire, quiet } from './acting.ts';
import { call, people } from './api-calls.ts';
import { type Site, until } from './metered-stack.ts';

const { dave, erin } = people;
const checkExchange = (site: Site): Promise<void> => fire(site, 'local.whitelist', 'whitelist');

/** A destination comes into the whitelist as people bring it there, as far as its cool-off. */
export async function bringIn(site: Site): Promise<void> {
  const [payee] = startWhitelist;
  if (payee === undefined) throw new TypeError('the simulator has a payee');
  const { id, coin, chain, address: from } = payee;
  const { digest } = await call(site, entrySchema, dave, 'POST', '/whitelist', { id, coin, chain, address: from });
  const proof = { kind: 'micro-payment', quantity: '1' };
  const { proofs } = await call(site, entrySchema, dave, 'POST', `/whitelist/${id}/proofs`, proof);
  const { depositAmount: quantity = '' } = proofs.at(-1) ?? {};
  await pay(site, { coin, chain, from, quantity });
  await call(site, v.looseObject({}), erin, 'POST', `/whitelist/${id}/confirmations`, { digest });
  await checkExchange(site);
}

/** Waits for the end of the cool-off. */
export async function whenUsable(site: Site): Promise<void> {
  await until('the destination may be paid', async () => {
    const { usable } = await call(site, entrySchema, dave, 'GET', '/whitelist/acme-usdt-eth');
    return usable;
  });
  // The check writes down what is so by now.
  await checkExchange(site);
  await quiet(site);
}

async function pay({ exchange }: Site, payment: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(`${exchange.url}${paymentsPath}`, { method: 'POST', body: JSON.stringify(payment) });
  if (!response.ok) throw new Error(`the simulator did not take the payment: ${await response.text()}`);
}
