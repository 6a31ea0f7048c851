import { InvalidInputError } from '../../functions/shared/core/errors.ts';

/**
 * Opens, reads or writes a file that a flag names. Where that cannot be, throws InvalidInputError with the flag and the
 * system's code.
 */
export async function accessFile<Result>(
  flag: string,
  expected: string,
  access: () => Promise<Result>,
  verb: 'read' | 'written' = 'read',
): Promise<Result> {
  try {
    return await access();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new InvalidInputError('command line', [{ field: flag, reason: `cannot be ${verb}${code}`, expected }]);
  }
}
