import { approvers, personNamed } from '../plan/personas.ts';
import type { Action } from '../plan/plan.ts';
import { claimOf, claimsSince } from './claim-in-force.ts';
import { callAsPerson } from './person-calls.ts';
import { instructionOf, type RawInstruction } from './raw.ts';
import { entryOf, entryPk } from './raw-entry.ts';
import type { Simulation } from './simulation.ts';

const waitMs = 2_000;

const decliners = ['theo@example.com', 'frank@example.com'];

/** What one person says of an instruction, with the digest of what stands there, or of something else. */
export function sendDecision(
  simulation: Simulation,
  { of, by, decision, isOfThis }: Extract<Action, { kind: 'word' }>,
): void {
  const instruction = instructionOf(simulation.table.get(`instruction#${of}`));
  if (instruction !== undefined) submitDecision(simulation, instruction, by, decision, isOfThis);
}

/** Whoever it is, and whether or not there is something to cancel. */
export function sendCancel(simulation: Simulation, { of, by }: Extract<Action, { kind: 'cancel' }>): void {
  simulation.observer.decisions.push({ at: simulation.timeline.now, of, by, decision: 'cancel', digest: '' });
  callAsPerson(simulation, 'cancel', { by, of });
}

function submitDecision(
  simulation: Simulation,
  { id, digest }: RawInstruction,
  by: string,
  decision: 'approve' | 'decline',
  isOfThis: boolean,
): void {
  const body = { decision, digest: isOfThis ? digest : '0'.repeat(64), reason: 'simulated' };
  simulation.observer.decisions.push({ at: simulation.timeline.now, of: id, by, ...body });
  callAsPerson(simulation, 'approval', { by, of: id, body });
}

/** When faults have stopped, people look at what still waits for them. */
export function approvePending(simulation: Simulation): void {
  for (const item of simulation.table.all()) {
    const instruction = instructionOf(item);
    if (instruction === undefined || !awaitsApproval(instruction)) continue;
    const others = approvers.filter((person) => !instruction.approvals.some(({ by }) => personNamed(by) === person));
    // Nobody can be told from who asked for it, or from who brought its destination in.
    if (isRenamedSince(simulation, instruction)) {
      const declining = decliners.filter((person) => person !== personNamed(instruction.content.requestedBy));
      const afterMs = (others.length + 1) * waitMs;
      for (const by of declining)
        simulation.timeline.after(afterMs, () => submitDecision(simulation, instruction, by, 'decline', true));
    }
    others.forEach((by, index) => {
      simulation.timeline.after((index + 1) * waitMs, () =>
        submitDecision(simulation, instruction, by, 'approve', true),
      );
    });
  }
}

function isRenamedSince({ observer, table }: Simulation, { content, history }: RawInstruction): boolean {
  const proposal = entryOf(table.get(entryPk(content.destination)))?.history[0];
  const claims = [...history.slice(0, 1), ...(proposal === undefined ? [] : [proposal])].map(claimOf);
  return claims.some((claim) => claim !== claimsSince(observer, 0).at(-1));
}

function awaitsApproval({ status, state }: RawInstruction): boolean {
  return status === 'awaiting-approval' || (status === 'approved' && state.heldReason === 'approvals-missing');
}
