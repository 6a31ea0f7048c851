import { InvalidInputError } from '../../functions/shared/core/errors.ts';

/**
 * Opens or reads a file that a flag names. Where it cannot be, throws InvalidInputError with the flag and the system's
 * code.
 */
export async function accessFile<Result>(
  flag: string,
  expected: string,
  access: () => Promise<Result>,
): Promise<Result> {
  try {
    return await access();
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error ? `cannot be read (${String(error.code)})` : 'cannot be read';
    throw new InvalidInputError('command line', [{ field: flag, reason, expected }]);
  }
}
