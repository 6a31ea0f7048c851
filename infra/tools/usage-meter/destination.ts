import * as v from 'valibot';
import { entrySchema } from '../../local/demo/api-schemas.ts';
import { initialWhitelist } from '../../local/exchange-simulator/data/initial-data.ts';
import { paymentsPath } from '../../local/exchange-simulator/server/admin.ts';
import { callApi, personas } from './api-calls.ts';
import { fireSchedule, waitUntilQuiet } from './count-operation.ts';
import { type MeteredStack, waitUntil } from './metered-stack.ts';

const { dave, erin } = personas;
const checkExchange = (meteredStack: MeteredStack): Promise<void> =>
  fireSchedule(meteredStack, 'local.whitelist', 'whitelist');

/** A destination comes into the whitelist as people bring it there, as far as its cool-off. */
export async function addDestination(meteredStack: MeteredStack): Promise<void> {
  const [payee] = initialWhitelist;
  if (payee === undefined) throw new TypeError('the simulator has a payee');
  const { id, coin, chain, address: from } = payee;
  const { digest } = await callApi(meteredStack, entrySchema, dave, 'POST', '/whitelist', {
    id,
    coin,
    chain,
    address: from,
  });
  const proof = { kind: 'micro-payment', quantity: '1' };
  const { proofs } = await callApi(meteredStack, entrySchema, dave, 'POST', `/whitelist/${id}/proofs`, proof);
  const { depositAmount: quantity = '' } = proofs.at(-1) ?? {};
  await pay(meteredStack, { coin, chain, from, quantity });
  await callApi(meteredStack, v.looseObject({}), erin, 'POST', `/whitelist/${id}/confirmations`, { digest });
  await checkExchange(meteredStack);
}

/** Waits for the end of the cool-off. */
export async function waitUntilUsable(meteredStack: MeteredStack): Promise<void> {
  await waitUntil('the destination may be paid', async () => {
    const { usable } = await callApi(meteredStack, entrySchema, dave, 'GET', '/whitelist/acme-usdt-eth');
    return usable;
  });
  // The check writes down what is so by now.
  await checkExchange(meteredStack);
  await waitUntilQuiet(meteredStack);
}

async function pay({ exchange }: MeteredStack, payment: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(`${exchange.url}${paymentsPath}`, { method: 'POST', body: JSON.stringify(payment) });
  if (!response.ok) throw new Error(`the simulator did not take the payment: ${await response.text()}`);
}
