import { isTreasuryError, type TreasuryError } from '../functions/shared/core/errors.ts';

/** Why a command, a deployment or the local stack stopped. No function says one: theirs are in the core's table. */
export type InfraErrorCode =
  | 'api-refused'
  | 'assembly-unreadable'
  | 'bundling-failed'
  | 'call-context-invalid'
  | 'config-invalid'
  | 'custom-resource-failed'
  | 'deployment-refused'
  | 'exchange-refusal'
  | 'function-failed'
  | 'keys-not-reached'
  | 'local-resource-unknown'
  | 'local-service-refused'
  | 'local-task-failed'
  | 'stack-input-invalid'
  | 'statement-not-told'
  | 'synthesis-failed'
  | 'template-unsupported';

/** The base of every error that is made here, and not by the functions' code. */
export abstract class InfraError extends Error {
  readonly code: InfraErrorCode;

  constructor(code: InfraErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Whether it says by itself what is wrong. Anything else is a mistake of ours, and needs its stack trace. */
export function isExplained(error: unknown): error is InfraError | TreasuryError {
  return error instanceof InfraError || isTreasuryError(error);
}
