import type { BodyOfResponse } from '../../../api/routes.ts';
import type { ShownContent } from '../../../digest/instruction-digest.ts';

export type InstructionView = BodyOfResponse<'GET /instructions/{id}'>;

/**
 * What a payment says, as the page shows it. The screen and the digest are both made of this one object, so that a
 * decision is about what somebody has seen.
 */
export type Shown = ShownContent &
  Readonly<Record<'kind' | 'destination' | 'coin' | 'quantity' | 'requestedBy', string>>;

const optional = ['address', 'tag', 'chain', 'note', 'fundFrom', 'source', 'sweepId', 'funds'] as const;

/** Takes each text as it is: nothing is trimmed, rounded or put into another form. */
export function shownContent(instruction: InstructionView): Shown {
  const { id, kind, destination, coin, quantity, requestedBy } = instruction;
  const present = optional.flatMap((name) => {
    const text = instruction[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return { instructionId: id, kind, destination, coin, quantity, requestedBy, ...Object.fromEntries(present) };
}
