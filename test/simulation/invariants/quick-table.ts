import type { Plan } from '../plan/plan.ts';

/** A call of the table takes at most so long in all; undefined where it may take any time. */
export function tableCallMs({ world, rates }: Plan): number | undefined {
  const isSlow = world.latencyMs > 30 || rates['table-slow'] !== undefined;
  return isSlow ? undefined : 2 * world.latencyMs + 2;
}
