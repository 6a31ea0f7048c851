import { instructionSchema, type ShownInstruction } from './api-schemas.ts';
import { people } from './personas.ts';
import type { Scene } from './scene.ts';

const { alice } = people;

/** More than stage local lets leave at once, of whatever coin. */
const tooMuch = '1001';
const overLimit = 'the limit for one instruction is less; it has ended, and nobody is bothered with it';

/** Puts a wish on the bus, as any other system of the company could. */
export function askOnBus({ stack, house, quantity }: Scene, instructionId: string, destination: string): void {
  const { EventBusName } = stack.outputs;
  if (EventBusName === undefined) throw new Error('the stack has no bus');
  const { coin, chain } = house.payee;
  const wish = { instructionId, destination, coin, chain, quantity, requestedBy: alice.email, note: 'invoice 42' };
  const entry = {
    EventBusName,
    Source: 'com.example.erp',
    DetailType: 'WithdrawalRequested',
    Detail: JSON.stringify(wish),
  };
  const { FailedEntryCount } = stack.putEvents([entry]);
  if (FailedEntryCount !== 0) throw new Error('the bus did not take the request');
}

/** Asks over HTTP: who asks is known from the token. */
export function askOverHttp({ api, house }: Scene, instructionId: string, quantity: string): Promise<ShownInstruction> {
  const { id: destination, coin, chain } = house.payee;
  const wish = { instructionId, destination, coin, chain, quantity };
  return api.ask(instructionSchema, alice, 'POST', '/withdrawals', wish);
}

/** Asks for more than the limit of one instruction. Whoever asks is told at once, and nobody is bothered with it. */
export async function askForTooMuch(scene: Scene): Promise<ShownInstruction> {
  const { house, refusals } = scene;
  const taken = await askOverHttp(scene, scene.idOf('large'), tooMuch);
  const what = `asks for ${tooMuch} ${house.payee.coin}`;
  if (taken.status !== 'rejected') throw new Error(`alice ${what}, and that was not refused`);
  refusals.note(alice.name, what, taken.reason ?? '', overLimit);
  return taken;
}
