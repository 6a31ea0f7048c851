import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { genuineSigning } from '../invariants/device-rules.ts';
import type { SigningKind } from '../plan/device-plan.ts';
import { approvers, personNamed, secondConfirmer } from '../plan/personas.ts';
import type { Action } from '../plan/plan.ts';
import { claimOf, claimsSince } from './claim-in-force.ts';
import { sign } from './devices/sign.ts';
import { approvalShown } from './devices/signed-decisions.ts';
import { callAsPerson } from './person-calls.ts';
import { instructionOf, type RawInstruction } from './raw.ts';
import { entryOf, entryPk } from './raw-entry.ts';
import type { Simulation } from './simulation.ts';
import { sendConfirmation } from './whitelist-actions.ts';

const waitMs = 2_000;

const decliners = ['theo@example.com', 'frank@example.com'];

/** What one person says of an instruction, with the digest of what stands there, or of something else. */
export function sendDecision(
  simulation: Simulation,
  { of, by, decision, isOfThis, signing }: Extract<Action, { kind: 'word' }>,
): void {
  const instruction = instructionOf(simulation.table.get(`instruction#${of}`));
  if (instruction !== undefined) submitDecision(simulation, instruction, by, decision, isOfThis, signing);
}

/** Whoever it is, and whether or not there is something to cancel. */
export function sendCancel(simulation: Simulation, { of, by }: Extract<Action, { kind: 'cancel' }>): void {
  simulation.observer.decisions.push({ at: simulation.timeline.now, of, by, decision: 'cancel', digest: '' });
  callAsPerson(simulation, 'cancel', { by, of });
}

function submitDecision(
  simulation: Simulation,
  instruction: RawInstruction,
  by: string,
  decision: 'approve' | 'decline',
  isOfThis: boolean,
  signing: SigningKind = 'usual',
): void {
  const { id, digest } = instruction;
  const body = { decision, digest: isOfThis ? digest : '0'.repeat(64), reason: 'simulated' };
  const submit = (word?: SignedWord) => {
    simulation.observer.decisions.push({ at: simulation.timeline.now, of: id, by, ...body });
    callAsPerson(simulation, 'approval', { by, of: id, body: word === undefined ? body : { ...body, word } });
  };
  if (simulation.plan.world.devices === undefined || decision === 'decline') submit();
  else sign(simulation, by, approvalShown(simulation, instruction), signing, submit);
}

/** When faults have stopped, people look at what still waits for them. `times`: how often they did before. */
export function approvePending(simulation: Simulation, times: number): void {
  for (const item of simulation.table.all()) {
    const instruction = instructionOf(item);
    if (instruction === undefined || !awaitsApproval(instruction)) continue;
    const others = approvers.filter((person) => !hasApproved(simulation, instruction, person));
    if (simulation.plan.world.devices !== undefined) confirmDestination(simulation, instruction);
    // Nobody can be told from who asked for it, or from who brought its destination in; or too few have devices.
    if (isRenamedSince(simulation, instruction) || isGivenUp(simulation, times)) {
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

/** In a way that counts, as far as people can see. */
function hasApproved({ observer }: Simulation, { approvals }: RawInstruction, person: string): boolean {
  return approvals.some(
    (each) =>
      personNamed(each.by) === person &&
      (observer.plan.world.devices === undefined ||
        genuineSigning(observer, each, { now: observer.now() }) !== undefined),
  );
}

/** Where people have devices, some may have lost theirs for good. */
const looksMax = 3;

function isGivenUp({ plan }: Simulation, times: number): boolean {
  return plan.world.devices !== undefined && times >= looksMax;
}

/** Somebody confirms the destination once more, with a device of theirs. */
function confirmDestination(simulation: Simulation, { content, state }: RawInstruction): void {
  if (state.heldReason !== 'destination-unsigned') return;
  sendConfirmation(simulation, {
    at: 0,
    kind: 'confirm',
    entry: String(content.destination),
    by: secondConfirmer,
    isOfThis: true,
  });
}

function isRenamedSince({ observer, table }: Simulation, { content, history }: RawInstruction): boolean {
  const proposal = entryOf(table.get(entryPk(content.destination)))?.history[0];
  const claims = [...history.slice(0, 1), ...(proposal === undefined ? [] : [proposal])].map(claimOf);
  return claims.some((claim) => claim !== claimsSince(observer, 0).at(-1));
}

const peopleReasons: ReadonlySet<unknown> = new Set([
  'approvals-missing',
  'signatures-refused',
  'destination-unsigned',
]);

function awaitsApproval({ status, state }: RawInstruction): boolean {
  return status === 'awaiting-approval' || (status === 'approved' && peopleReasons.has(state.heldReason));
}
