import { entrySchema, type ShownEntry } from './api-schemas.ts';
import { people } from './personas.ts';
import type { Scene } from './scene.ts';
import { timeOfDay } from './time-of-day.ts';
import { waitUntil } from './wait-until.ts';

const { dave, erin } = people;

/** What the exchange derives the amount of the micro-payment from. */
const asked = '1';

/** The check may fail once or twice where the exchange is slow. */
const listedMs = 30_000;
const usableMs = 20_000;

/** Brings the payee into the whitelist as people do, as far as its cool-off. */
export async function bringIn(scene: Scene): Promise<ShownEntry> {
  const { tell, house } = scene;
  const { payee } = house;
  tell(`A destination comes into the whitelist: ${payee.id}, for ${payee.coin} on ${payee.chain}`);
  const entry = await propose(scene);
  tell(`  ${entry.proposedBy} proposes it: ${entry.addressBlocks.join(' ')}`);
  await prove(scene);
  if (house.exchange.newcomer !== undefined) {
    const own = await confirmation(scene, entry);
    scene.refusals.answered(dave, 'confirms what he proposed himself', own);
  }
  const confirmed = await confirmation(scene, entry, erin);
  if (confirmed.status !== 200) throw new Error(`the destination was not confirmed: ${JSON.stringify(confirmed.body)}`);
  tell('  erin, a second person, reads the whole address and confirms it with its digest');
  const listed = await waitForList(scene);
  tell(
    `  the exchange lists it; it cools off until ${timeOfDay(listed.until ?? '')}. Here that is seconds, elsewhere a day`,
  );
  return listed;
}

/** Waits until the cool-off is over. */
export async function waitForCoolOff(scene: Scene): Promise<ShownEntry> {
  const entry = await waitUntil(
    () => show(scene),
    ({ usable }) => usable,
    usableMs,
  );
  if (entry.usable) scene.tell(`The cool-off is over: ${entry.id} may be paid`);
  return entry;
}

export function show({ api, house }: Scene): Promise<ShownEntry> {
  return api.read(entrySchema, dave, `/whitelist/${house.payee.id}`);
}

/** Another exchange's destinations are in the configuration, and the deployment has proposed them. */
async function propose(scene: Scene): Promise<ShownEntry> {
  const { payee, exchange } = scene.house;
  if (exchange.newcomer === undefined) return show(scene);
  return scene.api.ask(entrySchema, dave, 'POST', '/whitelist', payee);
}

async function prove({ api, tell, house }: Scene): Promise<void> {
  const { payee, exchange } = house;
  const request = { kind: 'micro-payment', quantity: asked };
  const { proofs } = await api.ask(entrySchema, dave, 'POST', `/whitelist/${payee.id}/proofs`, request);
  const { depositAddress = '', depositAmount = '' } = proofs.at(-1) ?? {};
  tell(`  to prove whose it is, its wallet must pay exactly ${depositAmount} ${payee.coin} to ${depositAddress}`);
  const { newcomer } = exchange;
  if (newcomer === undefined) {
    tell('  that wallet is not ours to pay from: the exchange must have the address in its own list before');
    return;
  }
  const { coin, chain, address: from } = payee;
  await newcomer.pay({ coin, chain, from, quantity: depositAmount });
  tell('  the wallet pays it, and the exchange knows the address as theirs');
}

function confirmation(
  { api, house }: Scene,
  { digest }: ShownEntry,
  person: (typeof people)[keyof typeof people] = dave,
) {
  return api.call(person, 'POST', `/whitelist/${house.payee.id}/confirmations`, { digest });
}

/** The check of the exchange's list is not waited for: it is fired as if its five minutes were over. */
async function waitForList(scene: Scene): Promise<ShownEntry> {
  const { stack, house } = scene;
  const check = stack.scheduleNames.find((name) => name.endsWith('.whitelist'));
  if (check === undefined) throw new Error('the stack has no check of the whitelist');
  const end = Date.now() + listedMs;
  for (;;) {
    await stack.fireSchedule(check);
    const entry = await waitUntil(
      () => show(scene),
      ({ status }) => status !== 'confirmed',
      3_000,
    );
    if (entry.status !== 'confirmed') return entry;
    if (Date.now() >= end) throw new Error(`the exchange does not list ${house.payee.address} for withdrawals`);
  }
}
