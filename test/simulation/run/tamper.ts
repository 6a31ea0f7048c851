import type { Action } from '../plan/plan.ts';
import { instructionOf, tampered } from './raw.ts';
import type { Simulation } from './simulation.ts';

/** What was declined or taken back is made to look approved, and to be open: all but its history. */
export function tamper({ table, put, trace }: Simulation, { of }: Extract<Action, { kind: 'tamper' }>): void {
  const item = table.get(`instruction#${of}`);
  const instruction = instructionOf(item);
  if (item === undefined || instruction === undefined || instruction.attempts.length > 0) return;
  if (instruction.status !== 'declined' && instruction.status !== 'canceled') return;
  trace('outsider', `${of} is made to look approved`);
  const state = { status: 'approved' };
  put({ ...item, state, status: 'approved', open: 'open', openSince: item.createdAt, [tampered]: true });
}
