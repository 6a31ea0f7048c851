import type { IntruderAction } from '../../plan/device-plan.ts';
import type { Simulation } from '../simulation.ts';

export function intrude({ trace }: Simulation, { what }: IntruderAction): void {
  trace('intruder', what);
}
