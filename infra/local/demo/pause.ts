import { pauseSchema } from './api-schemas.ts';
import { people } from './personas.ts';
import type { Scene } from './scene.ts';

const { bob, frank } = people;
/** Its release is on its way already. */
const heldMs = 15_000;
const stopped = 'nothing goes to this destination until two people resume it; the payment waits';

/** One person stops all payments to the destination. */
export async function pauseDestination({ api, tell, house }: Scene): Promise<void> {
  const scope = scopeOf(house.payee.id);
  await api.ask(pauseSchema, frank, 'PUT', '/pause', { scope, reason: 'a call from the bank' });
  tell(`Something looks odd: frank pauses ${scope}. One person is enough`);
}

/** The approved payment does not go. */
export async function seeItHeld({ watch, tell, refusals }: Scene, id: string): Promise<void> {
  if (await watch.reached(id, ['paused'], heldMs))
    refusals.note('the approved payment', 'would leave', 'paused', stopped);
  else tell('  it has not come as far as to be held');
}

/** It takes two people to go on. */
export async function resumeDestination({ api, tell, house }: Scene): Promise<void> {
  const path = `/pause?scope=${encodeURIComponent(scopeOf(house.payee.id))}`;
  const first = await api.ask(pauseSchema, frank, 'DELETE', path);
  tell(`  frank asks to resume: ${first.message}`);
  const second = await api.ask(pauseSchema, bob, 'DELETE', path);
  tell(`  bob agrees: ${second.message}`);
}

function scopeOf(destination: string): string {
  return `destination:${destination}`;
}
