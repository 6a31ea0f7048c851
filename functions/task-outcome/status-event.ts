import * as v from 'valibot';
import type { InstructionId } from '../shared/core/ids.ts';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';

const schema = v.object({ detail: v.object({ id: instructionIdSchema }) });

/**
 * The instruction that an `InstructionStatusChanged` is about. What became of it is read from the table. Throws
 * InvalidInputError.
 */
export function parseStatusEvent(event: unknown): InstructionId {
  return validate('InstructionStatusChanged', schema, event).detail.id;
}
