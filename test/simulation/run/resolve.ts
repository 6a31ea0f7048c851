import type { House } from './house.ts';

/** Two people look at what needs their attention, and say what they see at the exchange. */
export function letPeopleResolve(house: House): void {
  if (house.plan.world.resolveAfterMs === undefined) return;
}
