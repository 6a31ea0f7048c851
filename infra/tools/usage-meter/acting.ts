import type { Act } from '../cost/usage/operation.ts';
import { type Site, until } from './metered-stack.ts';

/** After the last call of an act nothing comes for so long. What is waited for by name is waited for before. */
const quietMs = 120;

/** Counts what an action causes, to the end of all that follows from it. */
export async function count(site: Site, action: () => Promise<void>): Promise<Act> {
  await quiet(site);
  site.meter.begin();
  await action();
  await quiet(site);
  return site.meter.end();
}

export function quiet({ meter }: Site): Promise<void> {
  return until('the stack is quiet', () => meter.quietFor() > quietMs);
}

/** Fires a schedule and waits for the function that it calls. */
export async function fire({ stack, meter, invoked }: Site, schedule: string, called: string): Promise<void> {
  const done = invoked(called);
  meter.schedule();
  await stack.fireSchedule(schedule);
  await done;
}

export function tick(site: Site): Promise<void> {
  return fire(site, 'local.tick', 'reconciliation');
}

/** More ticks than this find nothing only where something is wrong. */
const ticksMax = 5;

/**
 * Counts the tick that brings an instruction to its end. One that comes too early finds nothing: the functions' idea of the
 * exchange's time may be behind by as long as they needed to ask for it.
 */
export async function countSettling(site: Site, id: string): Promise<Act> {
  for (let round = 0; round < ticksMax; round += 1) {
    const act = await count(site, () => tick(site));
    if (await site.watch.ended([id], 0)) return act;
  }
  throw new Error(`${id} was not settled`);
}
