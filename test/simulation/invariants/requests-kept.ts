import { everyAction } from '../plan/every-action.ts';
import { personNamed } from '../plan/personas.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, isRecord, isTamperedWith } from '../run/raw.ts';

/** An instruction says what somebody asked for, and its id never comes to mean something else. */
export const requestsKept: Invariant = {
  name: 'an instruction is what was asked for',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const instruction = before === undefined ? instructionOf(item) : undefined;
      if (instruction === undefined || instruction.content.kind === 'asset-transfer') return undefined;
      return isAskedFor(observed, instruction.id, instruction.content)
        ? undefined
        : `nobody asked for ${instruction.id} so`;
    },
    done: ({ name, body }) => {
      if (name !== 'request' || !isRecord(body)) return undefined;
      const item = observed.item(`instruction#${body.instructionId}`);
      if (isTamperedWith(item)) return undefined;
      const instruction = instructionOf(item);
      if (instruction === undefined) return `${body.instructionId} was taken, and is not there`;
      const isSame = Object.entries(body).every(([field, value]) => isAsAsked(instruction.content, field, value));
      return isSame ? undefined : `${instruction.id} was taken again with other content`;
    },
  }),
};

/** Who asked may be named in another way when it is taken. */
function isAsAsked(content: Readonly<Record<string, unknown>>, field: string, value: unknown): boolean {
  if (field === 'requestedBy') return personNamed(content[field]) === personNamed(value);
  return content[field] === value;
}

function isAskedFor({ plan }: Observed, id: string, content: Readonly<Record<string, unknown>>): boolean {
  return everyAction(plan).some((action) => {
    if (action.kind !== 'request' || action.asked.instructionId !== id) return false;
    return Object.entries(action.asked).every(([name, value]) => isAsAsked(content, name, value));
  });
}
