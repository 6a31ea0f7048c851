import { invalidFlag, readFlags } from '../command-line/flags.ts';

export interface Arguments {
  /** Ends after the demo, also in a terminal. */
  readonly once: boolean;
  /** Prints the outcome as one JSON object in the last line. */
  readonly json: boolean;
  /** Faults for the simulator, as JSON: they meet the demo's own requests. */
  readonly faults: readonly string[];
  /** Another exchange than the simulator, with the file of its keys. */
  readonly exchange?: { readonly url: string; readonly keysFile: string };
}

export const usage = 'npm start -- [--once] [--json] [--fault JSON ... | --exchange URL --keys FILE]';

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const { once = false, json = false, fault: faults = [], exchange, keys } = parse(args);
  if (exchange === undefined && keys === undefined) return { once, json, faults };
  if (exchange === undefined)
    throw invalidFlag('--exchange', 'is missing', 'the URL of the exchange that the keys are for');
  if (keys === undefined) throw invalidFlag('--keys', 'is missing', 'the file with the keys of that exchange');
  if (faults.length > 0) throw invalidFlag('--fault', 'is for the simulator', 'no --fault beside --exchange');
  return { once, json, faults, exchange: { url: exchange, keysFile: keys } };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  const options = { once: flag, json: flag, fault: { ...text, multiple: true }, exchange: text, keys: text } as const;
  return readFlags(args, options, usage);
}
