import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { executionsOf, mayHaveMoved } from '../invariants/support.ts';
import { everyAction } from '../plan/every-action.ts';
import { personNamed } from '../plan/personas.ts';
import { sign } from './devices/sign.ts';
import { resolutionShown } from './devices/signed-decisions.ts';
import { callAsPerson } from './person-calls.ts';
import { instructionOf, type RawInstruction } from './raw.ts';
import type { Simulation } from './simulation.ts';

/** In between comes one who may not decide: who asked for it, or the same person again. */
const mistakenMs = 200;
const waitMs = [500, 2_000, 4_000, 6_000] as const;

/** One who has another digest before her than what stands there. */
export const mistakenPerson = 'grace@example.com';

/** Where one of two may be who asked for it, it takes a third. */
const fourth = 'heidi@example.com';

/** Two people look at what needs their attention, and say what they see at the exchange. */
export function resolveDoubts(simulation: Simulation): void {
  for (const item of simulation.table.all()) {
    const instruction = instructionOf(item);
    if (instruction?.status !== 'needs-attention') continue;
    const decision = truthOf(simulation, instruction);
    if (decision === undefined) continue;
    const body = { decision, evidence: 'seen at the exchange', digest: instruction.digest };
    const other = { ...body, digest: '0'.repeat(64) };
    simulation.timeline.after(mistakenMs, () =>
      callAsPerson(simulation, 'resolution', { by: mistakenPerson, of: instruction.id, body: other }),
    );
    const third = instruction.version % 2 === 0 ? personNamed(instruction.content.requestedBy) : 'DAVE@example.com';
    const people = ['dave@example.com', third, 'erin@example.com', ...(isRenamed(simulation) ? [fourth] : [])];
    for (const [index, by] of people.entries()) {
      simulation.timeline.after(waitMs[index] ?? 0, () => resolve(simulation, by, instruction, body));
    }
  }
}

function resolve(
  simulation: Simulation,
  by: string,
  instruction: RawInstruction,
  body: { readonly decision: 'settled' | 'failed'; readonly evidence: string; readonly digest: string },
): void {
  const submit = (word?: SignedWord) =>
    callAsPerson(simulation, 'resolution', {
      by,
      of: instruction.id,
      body: word === undefined ? body : { ...body, word },
    });
  if (simulation.plan.world.devices === undefined) submit();
  else sign(simulation, by, resolutionShown(simulation, instruction, body), 'usual', submit);
}

function isRenamed({ plan }: Simulation): boolean {
  return everyAction(plan).some((action) => action.kind === 'policy' && action.policy.userClaim !== undefined);
}

/** Undefined as long as it can still change. */
function truthOf(
  { observer, exchange }: Simulation,
  { id, attempts }: RawInstruction,
): 'settled' | 'failed' | undefined {
  const last = attempts.at(-1);
  if (exchange.now() <= Number(last?.timestamp) + Number(last?.recvWindow)) return undefined;
  const [execution] = executionsOf(observer, id);
  if (execution === undefined) return 'failed';
  if (execution.kind === 'asset-transfer' || execution.order.status === 'successful') return 'settled';
  return mayHaveMoved(execution) ? undefined : 'failed';
}
