import { entrySchema, type WhitelistEntryResponse } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { personas } from './personas.ts';
import { timeOfDay } from './time-of-day.ts';
import { waitUntil } from './wait-until.ts';

const { dave, erin } = personas;

/** What the exchange derives the amount of the micro-payment from. */
const proofQuantity = '1';

/** The check may fail once or twice where the exchange is slow. */
const listedMs = 90_000;
const usableMs = 60_000;

/** Brings the payee into the whitelist as people do, as far as its cool-off. */
export async function addDestination(context: DemoContext): Promise<WhitelistEntryResponse> {
  const { report, localStage } = context;
  const { payee } = localStage;
  report(`A destination comes into the whitelist: ${payee.id}, for ${payee.coin} on ${payee.chain}`);
  const entry = await proposeDestination(context);
  report(`  ${entry.proposedBy} proposes it: ${entry.addressBlocks.join(' ')}`);
  await proveOwnership(context);
  if (localStage.exchange.newPayee !== undefined) {
    const own = await postConfirmation(context, entry);
    context.refusals.expectRefusal(dave, 'confirms what he proposed himself', own);
  }
  const confirmed = await postConfirmation(context, entry, erin);
  if (confirmed.status !== 200) throw new Error(`the destination was not confirmed: ${JSON.stringify(confirmed.body)}`);
  report('  erin, a second person, reads the whole address and confirms it with its digest');
  const listed = await waitForListing(context);
  report(
    `  the exchange lists it; it cools off until ${timeOfDay(listed.until ?? '')}. Here that is seconds, elsewhere ` +
      'a day',
  );
  return listed;
}

/** Waits until the cool-off is over. */
export async function waitForCoolOff(context: DemoContext): Promise<WhitelistEntryResponse> {
  const entry = await waitUntil(
    () => readEntry(context),
    ({ usable }) => usable,
    usableMs,
  );
  if (entry.usable) context.report(`The cool-off is over: ${entry.id} may be paid`);
  return entry;
}

export function readEntry({ api, localStage }: DemoContext): Promise<WhitelistEntryResponse> {
  return api.read(entrySchema, dave, `/whitelist/${localStage.payee.id}`);
}

/** Another exchange's destinations are in the configuration, and the deployment has proposed them. */
async function proposeDestination(context: DemoContext): Promise<WhitelistEntryResponse> {
  const { payee, exchange } = context.localStage;
  if (exchange.newPayee === undefined) return readEntry(context);
  return context.api.ask(entrySchema, dave, 'POST', '/whitelist', payee);
}

async function proveOwnership({ api, report, localStage }: DemoContext): Promise<void> {
  const { payee, exchange } = localStage;
  const request = { kind: 'micro-payment', quantity: proofQuantity };
  const { proofs } = await api.ask(entrySchema, dave, 'POST', `/whitelist/${payee.id}/proofs`, request);
  const { depositAddress = '', depositAmount = '' } = proofs.at(-1) ?? {};
  report(`  to prove whose it is, its wallet must pay exactly ${depositAmount} ${payee.coin} to ${depositAddress}`);
  const { newPayee } = exchange;
  if (newPayee === undefined) {
    report('  that wallet is not ours to pay from: the exchange must have the address in its own list before');
    return;
  }
  const { coin, chain, address: from } = payee;
  await newPayee.pay({ coin, chain, from, quantity: depositAmount });
  report('  the wallet pays it, and the exchange knows the address as theirs');
}

function postConfirmation(
  { api, localStage }: DemoContext,
  { digest }: WhitelistEntryResponse,
  person: (typeof personas)[keyof typeof personas] = dave,
) {
  return api.call(person, 'POST', `/whitelist/${localStage.payee.id}/confirmations`, { digest });
}

/** The check of the exchange's list is not waited for: it is fired as if its five minutes were over. */
async function waitForListing(context: DemoContext): Promise<WhitelistEntryResponse> {
  const { stack, localStage } = context;
  const check = stack.scheduleNames.find((name) => name.endsWith('.whitelist'));
  if (check === undefined) throw new Error('the stack has no check of the whitelist');
  const end = Date.now() + listedMs;
  for (;;) {
    await stack.fireSchedule(check);
    const entry = await waitUntil(
      () => readEntry(context),
      ({ status }) => status !== 'confirmed',
      3_000,
    );
    if (entry.status !== 'confirmed') return entry;
    if (Date.now() >= end) throw new Error(`the exchange does not list ${localStage.payee.address} for withdrawals`);
  }
}
