import { setTimeout as wait } from 'node:timers/promises';
import { paceMs } from '../../../functions/shared/exchange/client/pacer.ts';
import { depositSchema } from '../../local/demo/api-schemas.ts';
import type { Act, ActName } from '../cost/usage/operation.ts';
import { together, without } from './act-sums.ts';
import { count, countSettling, fire, quiet, tick } from './acting.ts';
import { approve, askByEvent, askOverHttp, call, people } from './api-calls.ts';
import { bringIn, whenUsable } from './destination.ts';
import { lookBack } from './look-back.ts';
import { type Site, until } from './metered-stack.ts';
import { nothingToMove, sweep } from './sweeps.ts';

const { alice, bob, carol } = people;
const anHour = 3_600_000;

/** Does everything once that a treasury does, and counts each. Functions are loaded and know their keys before. */
export async function play(site: Site): Promise<Readonly<Record<ActName, Act>>> {
  await warmUp(site);
  await bringIn(site);
  const idle = await count(site, () => tick(site));
  const address = () => call(site, depositSchema, alice, 'GET', '/deposit-addresses/USDT/ETH').then(() => undefined);
  await address();
  // Its key has just been used: whoever asks once does not wait for a slot.
  await wait(paceMs.query);
  const depositAddress = await count(site, address);
  const moving = await sweep(site);
  const keyHealth = await count(site, () => fire(site, 'local.key-health', 'key-health'));
  const exporting = await exported(site);
  const movingNothing = await nothingToMove(site);
  const look = await lookBack(site);
  await whenUsable(site);
  const check = await count(site, () => fire(site, 'local.whitelist', 'whitelist'));
  await paid(site, 'warm-up', askOverHttp);
  const overHttp = await paid(site, 'over-http', askOverHttp);
  const byEvent = await paid(site, 'by-event', askByEvent);
  return {
    'idle-tick': idle,
    'deposit-address': depositAddress,
    'sweep-that-moves': without(moving, idle),
    'sweep-that-moves-nothing': movingNothing,
    'key-health': keyHealth,
    'ledger-export': exporting,
    'hourly-look': without(look, idle),
    'whitelist-check': check,
    'withdrawal-over-http': without(overHttp, idle),
    'withdrawal-by-event': without(byEvent, idle),
    ...(await ticksAtWork(site)),
  };
}

/** Rates without a start fire at once. The first look through the records only notes where to begin. */
async function warmUp(site: Site): Promise<void> {
  await until('the first sweep was sent', async () => {
    await quiet(site);
    return site.lines.some((line) => line.includes('"sweep run"'));
  });
  await tick(site);
  await quiet(site);
}

/** The first call has the table exported, and a later one finds that done. */
async function exported(site: Site): Promise<Act> {
  const look = () => fire(site, 'local.ledger-export', 'ledger-export');
  await look();
  await look();
  return count(site, look);
}

/** From the request to the end that a tick finds. */
async function paid(site: Site, id: string, ask: (site: Site, id: string) => Promise<void>): Promise<Act> {
  const sending = await count(site, async () => {
    await ask(site, id);
    await approve(site, bob, id);
    await released(site, id);
  });
  return together(sending, await countSettling(site, id));
}

async function released(site: Site, id: string): Promise<void> {
  const done = site.invoked('withdrawal-release');
  await approve(site, carol, id);
  await done;
}

type TickName = Extract<ActName, `tick-${string}` | 'approval'>;

/** Ticks while something waits for people, and while something is at the exchange. */
async function ticksAtWork(site: Site): Promise<Readonly<Record<TickName, Act>>> {
  // From now on withdrawals stay at the exchange.
  site.timings.endAfterMs = anHour;
  await askOverHttp(site, 'first');
  const approval = await count(site, () => approve(site, bob, 'first'));
  const oneWaiting = await count(site, () => tick(site));
  await askOverHttp(site, 'second');
  await approve(site, bob, 'second');
  const twoWaiting = await count(site, () => tick(site));
  await released(site, 'first');
  const oneOfEach = await count(site, () => tick(site));
  await released(site, 'second');
  const twoSent = await count(site, () => tick(site));
  return {
    approval,
    'tick-one-waiting': oneWaiting,
    'tick-two-waiting': twoWaiting,
    'tick-one-waiting-one-sent': oneOfEach,
    'tick-two-sent': twoSent,
  };
}
