import { isExplained } from '../errors.ts';

/**
 * Ends a synthesis with 1 and says why. What a person can put right needs no stack trace; anything else is thrown
 * again.
 */
export function reportFailure(error: unknown): void {
  if (!isExplained(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
