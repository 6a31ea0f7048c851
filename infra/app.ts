import { isTreasuryError } from '../functions/base/errors.ts';
import { synthesize } from './synthesize.ts';

try {
  await synthesize({});
} catch (error) {
  if (!isTreasuryError(error)) throw error;
  // What a person can put right needs no stack trace.
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
