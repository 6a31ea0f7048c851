import { pauseSchema } from './api-schemas.ts';
import type { DemoContext } from './demo-context.ts';
import { personas } from './personas.ts';

const { bob, frank } = personas;
/** Its release is on its way already. */
const heldMs = 60_000;
const pausedMeaning = 'nothing goes to this destination until two people resume it; the payment waits';

/** One person stops all payments to the destination. */
export async function pauseDestination({ api, report, localStage }: DemoContext): Promise<void> {
  const scope = scopeOf(localStage.payee.id);
  await api.ask(pauseSchema, frank, 'PUT', '/pause', { scope, reason: 'a call from the bank' });
  report(`Something looks odd: frank pauses ${scope}. One person is enough`);
}

/** The approved payment does not go. */
export async function showHeldPayment({ watch, report, refusals }: DemoContext, id: string): Promise<void> {
  if (await watch.reached(id, ['paused'], heldMs))
    refusals.record('the approved payment', 'would leave', 'paused', pausedMeaning);
  else report('  it has not come as far as to be held');
}

/** It takes two people to go on. */
export async function resumeDestination({ api, report, localStage }: DemoContext): Promise<void> {
  const path = `/pause?scope=${encodeURIComponent(scopeOf(localStage.payee.id))}`;
  const first = await api.ask(pauseSchema, frank, 'DELETE', path);
  report(`  frank asks to resume: ${first.message}`);
  const second = await api.ask(pauseSchema, bob, 'DELETE', path);
  report(`  bob agrees: ${second.message}`);
}

function scopeOf(destination: string): string {
  return `destination:${destination}`;
}
