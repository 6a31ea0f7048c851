import type { InstructionId } from '../../../functions/shared/core/ids.ts';
import { coinSchema, instructionIdSchema } from '../../../functions/shared/core/schemas.ts';
import { validate } from '../../../functions/shared/core/validate.ts';
import { invalidFlag, readFlags } from '../../command-line/flags.ts';
import { readStageFlag } from '../../command-line/stage-flag.ts';
import type { Stage } from '../../config/stage-name.ts';

export interface Arguments {
  readonly url: string;
  readonly keysFile: string;
  /** Agrees to the transfer in advance. */
  readonly isAgreed: boolean;
  /** What to transfer. Without it: the first coin of which there is enough. */
  readonly coin?: string;
  /** The instruction id of an earlier withdrawal, which its records are searched for. */
  readonly withdrawal?: InstructionId;
  /** A file with that withdrawal as `GET /instructions/{id}` shows it: then every field and the time are compared. */
  readonly instruction?: string;
  /** Whose functions use the keys too. Their slots are shared. */
  readonly stage?: Stage;
  /** Where the report goes instead of the folder that the deploy knows. */
  readonly out?: string;
}

export const usage =
  'npm run exchange-check -- --exchange URL --keys FILE [--stage STAGE] [--yes] [--coin COIN] ' +
  '[--withdrawal ID | --instruction FILE] ' +
  '[--out FILE]';

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const { exchange, keys, stage, yes = false, coin, withdrawal, instruction, out } = parse(args);
  if (exchange === undefined) throw invalidFlag('--exchange', 'is missing', 'the URL of the exchange');
  if (keys === undefined) throw invalidFlag('--keys', 'is missing', 'the file with the keys of that exchange');
  if (out === '') throw invalidFlag('--out', 'is empty', 'a file for the report');
  if (withdrawal !== undefined && instruction !== undefined) {
    throw invalidFlag('--instruction', 'has the id of its withdrawal', 'no --withdrawal beside it');
  }
  return {
    url: exchange,
    keysFile: keys,
    isAgreed: yes,
    ...(stage === undefined ? {} : { stage: readStageFlag(stage, 'the stage that uses the keys too') }),
    ...(coin === undefined ? {} : { coin: validate('--coin', coinSchema, coin) }),
    ...(withdrawal === undefined ? {} : { withdrawal: validate('--withdrawal', instructionIdSchema, withdrawal) }),
    ...(instruction === undefined ? {} : { instruction }),
    ...(out === undefined ? {} : { out }),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    exchange: text,
    keys: text,
    stage: text,
    yes: { type: 'boolean' },
    coin: text,
    withdrawal: text,
    instruction: text,
    out: text,
  } as const;
  return readFlags(args, options, usage);
}
