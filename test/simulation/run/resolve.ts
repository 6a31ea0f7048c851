import { executionsOf, stands } from '../invariants/support.ts';
import { byPerson } from './calls.ts';
import type { House } from './house.ts';
import { instructionOf, type RawInstruction } from './raw.ts';

/** In between comes one who may not decide: who asked for it, or the same person again. */
const mistakenMs = 200;
const waitMs = [500, 2_000, 4_000] as const;

/** One who has another digest before her than what stands there. */
export const mistaken = 'grace@example.com';

/** Two people look at what needs their attention, and say what they see at the exchange. */
export function letPeopleResolve(house: House): void {
  for (const item of house.table.all()) {
    const instruction = instructionOf(item);
    if (instruction?.status !== 'needs-attention') continue;
    const decision = truthOf(house, instruction);
    if (decision === undefined) continue;
    const body = { decision, evidence: 'seen at the exchange', digest: instruction.digest };
    const other = { ...body, digest: '0'.repeat(64) };
    house.timeline.after(mistakenMs, () =>
      byPerson(house, 'resolution', { by: mistaken, of: instruction.id, body: other }),
    );
    const third = instruction.version % 2 === 0 ? String(instruction.content.requestedBy) : 'DAVE@example.com';
    for (const [index, by] of ['dave@example.com', third, 'erin@example.com'].entries()) {
      house.timeline.after(waitMs[index] ?? 0, () => byPerson(house, 'resolution', { by, of: instruction.id, body }));
    }
  }
}

/** Undefined as long as it can still change. */
function truthOf({ observer, world }: House, { id, attempts }: RawInstruction): 'settled' | 'failed' | undefined {
  const last = attempts.at(-1);
  if (world.now() <= Number(last?.timestamp) + Number(last?.recvWindow)) return undefined;
  const [execution] = executionsOf(observer, id);
  if (execution === undefined) return 'failed';
  if (execution.kind === 'asset-transfer' || execution.order.status === 'successful') return 'settled';
  return stands(execution) ? undefined : 'failed';
}
