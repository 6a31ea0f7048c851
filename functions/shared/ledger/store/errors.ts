import { TreasuryError } from '../../core/errors.ts';
import { instructionKey } from '../../core/item-keys.ts';
import type { Instruction } from '../instruction/instruction.ts';

/** The table did not answer, or refused us. What we wanted to write may or may not be there: read it again. */
export class StoreUnavailableError extends TreasuryError {
  constructor(operation: string, cause: unknown) {
    super('store-unavailable', `The table did not take ${operation}`, { cause });
  }
}

/** Somebody else moved the instruction since it was read. `current` is how it stands now. */
export class VersionConflictError extends TreasuryError {
  readonly current: Instruction;

  constructor(current: Instruction) {
    super('version-conflict', `${current.content.instructionId} is already at version ${current.version}`);
    this.current = current;
  }
}

/** An item that is not what we wrote. Nothing is decided on it. */
export class CorruptItemError extends TreasuryError {
  /** The item's partition key. */
  readonly key: string;

  constructor(key: string, cause?: unknown) {
    super('item-corrupt', `The item ${key} is not as it was written`, { cause });
    this.key = key;
  }
}

/** One instruction is not as it was written. Asking again helps nobody, and keeps those behind it waiting. */
export function isUnreadableInstruction(error: unknown): boolean {
  return error instanceof CorruptItemError && error.key.startsWith(instructionKey(''));
}
