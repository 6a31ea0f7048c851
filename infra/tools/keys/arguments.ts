import { parseArgs } from 'node:util';
import { type KeyName, keyNames } from '../../../functions/shared/core/key-names.ts';
import { invalidFlag, isFlagError } from '../../command-line/flags.ts';
import { type Stage, stageOf } from '../../config/stage-name.ts';
import { stageNames } from '../../config/stages.ts';

interface Common {
  readonly stage: Stage;
  /** Prints the outcome as one JSON object, alone on standard output. */
  readonly json: boolean;
}

/** One key is changed: a new one is set, or the former one is taken back. */
export interface ChangeArguments extends Common {
  readonly command: 'set' | 'back';
  readonly key: KeyName;
  /** Agrees to warnings in advance. */
  readonly acceptsWarnings: boolean;
}

export type Arguments = ChangeArguments | (Common & { readonly command: 'check' });

export const usage = [
  'npm run keys -- set KEY --stage STAGE [--accept-warnings] [--json] [< FILE]',
  'npm run keys -- back KEY --stage STAGE [--accept-warnings] [--json]',
  'npm run keys -- check --stage STAGE [--json]',
].join('\n       ');

const options = {
  stage: { type: 'string' },
  json: { type: 'boolean' },
  'accept-warnings': { type: 'boolean' },
} as const;

/**
 * Reads the command line. Throws InvalidInputError, which shows nothing of what it met: somebody may have given a
 * secret there, and what is printed is kept by terminals and pipelines.
 */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const { stage, json = false, 'accept-warnings': acceptsWarnings = false } = values;
  const [command, key, ...more] = positionals;
  if (more.length > 0) throw tooMuch();
  const common = { stage: readStage(stage), json };
  switch (command) {
    case 'check':
      if (key !== undefined || acceptsWarnings) throw tooMuch();
      return { ...common, command };
    case 'set':
    case 'back':
      return { ...common, command, key: readKey(key), acceptsWarnings };
    default:
      throw invalidFlag('', 'names no command', 'set, back or check');
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's sentence quotes what it met.
    throw isFlagError(error) ? tooMuch() : error;
  }
}

function readKey(key: string | undefined): KeyName {
  const found = keyNames.find((name) => name === key);
  if (found === undefined) throw invalidFlag('KEY', 'names no key', `one of ${keyNames.join(', ')}`);
  return found;
}

/** A stage that has a configuration: with another one nobody should have to type a key first. */
function readStage(stage: string | undefined): Stage {
  const expected = `the stage whose keys they are: ${stageNames.join(', ')}`;
  if (stage === undefined) throw invalidFlag('--stage', 'is missing', expected);
  if (!stageNames.includes(stage)) throw invalidFlag('--stage', 'names no stage', expected);
  return stageOf(stage);
}

function tooMuch() {
  const reason = 'has something that is not taken, and not shown here since it may be a secret';
  const advice = 'Was it one? It is in the history of your shell now: make another key';
  return invalidFlag('', reason, `what stands below, and a key from standard input or the prompt only. ${advice}`);
}
