import * as v from 'valibot';
import type { InstructionId } from '../../core/ids.ts';
import { messageGroups } from '../../core/names.ts';
import { instructionIdSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Message } from './queue.ts';

/** Asks for the release of an approved withdrawal. It names the instruction only: all else is read from the table. */
export function releaseMessage(instruction: Instruction): Message {
  const { instructionId, kind } = instruction.content;
  return {
    body: { instructionId },
    group: kind === 'fiat-withdrawal' ? messageGroups.fiatReleases : messageGroups.releases,
    deduplicationId: `${instructionId}.${instruction.version}`,
  };
}

const schema = v.strictObject({ instructionId: instructionIdSchema });

/** Throws InvalidInputError. */
export function parseReleaseMessage(body: unknown): InstructionId {
  return validate('release message', schema, body).instructionId;
}
