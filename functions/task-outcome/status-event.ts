import * as v from 'valibot';
import type { InstructionId } from '../base/ids.ts';
import { instructionIdSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';

const schema = v.object({ detail: v.object({ id: instructionIdSchema }) });

/** The instruction that an `InstructionStatusChanged` is about. What became of it is read from the table. Throws InvalidInputError. */
export function parseStatusEvent(event: unknown): InstructionId {
  return validate('InstructionStatusChanged', schema, event).detail.id;
}
