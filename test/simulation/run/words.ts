import { approvers } from '../plan/people.ts';
import type { Action } from '../plan/plan.ts';
import { byPerson } from './calls.ts';
import type { House } from './house.ts';
import { instructionOf, type RawInstruction } from './raw.ts';

const waitMs = 2_000;

/** What one person says of an instruction, with the digest of what stands there, or of something else. */
export function sayWord(house: House, { of, by, decision, isOfThis }: Extract<Action, { kind: 'word' }>): void {
  const instruction = instructionOf(house.table.get(`instruction#${of}`));
  if (instruction !== undefined) say(house, instruction, by, decision, isOfThis);
}

/** Whoever it is, and whether or not there is something to cancel. */
export function sayCancel(house: House, { of, by }: Extract<Action, { kind: 'cancel' }>): void {
  house.observer.said.push({ at: house.timeline.now, of, by, decision: 'cancel', digest: '' });
  byPerson(house, 'cancel', { by, of });
}

function say(
  house: House,
  { id, digest }: RawInstruction,
  by: string,
  decision: 'approve' | 'decline',
  isOfThis: boolean,
): void {
  const body = { decision, digest: isOfThis ? digest : '0'.repeat(64), reason: 'simulated' };
  house.observer.said.push({ at: house.timeline.now, of: id, by, ...body });
  byPerson(house, 'approval', { by, of: id, body });
}

/** When faults have stopped, people look at what still waits for them. */
export function letPeopleApprove(house: House): void {
  for (const item of house.table.all()) {
    const instruction = instructionOf(item);
    if (instruction === undefined || !waitsForPeople(instruction)) continue;
    const others = approvers.filter((person) => !instruction.approvals.some(({ by }) => by === person));
    others.forEach((by, index) => {
      house.timeline.after((index + 1) * waitMs, () => say(house, instruction, by, 'approve', true));
    });
  }
}

function waitsForPeople({ status, state }: RawInstruction): boolean {
  return status === 'awaiting-approval' || (status === 'approved' && state.heldReason === 'approvals-missing');
}
