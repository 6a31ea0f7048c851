import { type ParseArgsConfig, parseArgs, types } from 'node:util';
import { InvalidInputError } from '../../functions/shared/core/errors.ts';
import { ConfigError } from '../config/errors.ts';
import { isExplained } from '../errors.ts';

/** Reads a tool's flags; it takes nothing else. Throws InvalidInputError. */
export function readFlags<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: false, strict: true, tokens: true });
    const names = read.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    // Node takes the last one. Whoever gave two of them meant both.
    const twice = names.find((name, at) => options[name]?.multiple !== true && names.indexOf(name) < at);
    if (twice !== undefined) throw invalidFlag(`--${twice}`, 'is there twice', 'each flag once');
    return read.values;
  } catch (error) {
    if (!isFlagError(error)) throw error;
    // Node's sentence names the flag; what follows the first one is advice for other programs.
    throw invalidFlag('', error.message.split('. ')[0] ?? 'unknown flag', usage);
  }
}

/** Whether Node refused the command line, and not something of ours failed. */
export function isFlagError(error: unknown): error is Error {
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

export function invalidFlag(field: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError('command line', [{ field, reason, expected }]);
}

/**
 * Says why a tool ends, and gives its exit code: 2 for a wrong call, 1 for the rest. Throws on what is a mistake of
 * ours.
 */
export function exitCodeFor(error: unknown, usage: string): 1 | 2 {
  if (!isExplained(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  if (!(error instanceof InvalidInputError || error instanceof ConfigError)) return 1;
  process.stderr.write(`Usage: ${usage}\n`);
  return 2;
}
