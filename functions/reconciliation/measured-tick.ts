import { isTreasuryError } from '../shared/core/errors.ts';
import { houseSeries, tickMetrics } from '../shared/core/metric-names.ts';
import type { Figures, Meter } from '../shared/runtime/metrics.ts';
import { standingFigures } from './backlog-metrics.ts';
import type { ReconciliationParts } from './dependencies.ts';
import { limitFigures } from './limit-metrics.ts';
import { observeTick } from './observed-tick.ts';
import { type TickResult, tick } from './tick.ts';

/**
 * A tick, and then the figures of how everything stands. A tick that fails writes none, which is what its alarm waits for:
 * alarms about money are never switched off by a figure that was made without looking.
 */
export async function measuredTick(given: ReconciliationParts, meter: Meter): Promise<Omit<TickResult, 'standing'>> {
  const observed = observeTick(given);
  const { standing, ...result } = await tick(observed.parts);
  meter.write([standingFigures(standing, given.clock.now())]);
  meter.write(await figuresAside(observed.parts, 'the pause could not be read', pauseFigures));
  meter.write(await figuresAside(observed.parts, 'the use of the limits could not be read', limitFigures));
  meter.write([observed.figures()]);
  return result;
}

async function pauseFigures({ pauses }: ReconciliationParts): Promise<readonly Figures[]> {
  const { length: value } = await pauses.get();
  return [{ dimensions: houseSeries, measures: [{ name: tickMetrics.paused, unit: 'Count', value }] }];
}

/** Charts must not take the figures with them that alarms rest on. */
async function figuresAside(
  parts: ReconciliationParts,
  what: string,
  read: (parts: ReconciliationParts) => Promise<readonly Figures[]>,
): Promise<readonly Figures[]> {
  try {
    return await read(parts);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    parts.report(what, { error });
    return [];
  }
}
