import { invalidFlag, readFlags } from '../command-line/flags.ts';

export interface Arguments {
  /** Ends after the demo, also in a terminal. */
  readonly once: boolean;
  /** Prints the outcome as one JSON object in the last line. */
  readonly json: boolean;
  /** Where the HTTP API listens on 127.0.0.1. A free port where nothing is said. */
  readonly port?: number;
  /** Faults for the simulator, as JSON: they meet the demo's own requests. */
  readonly faults: readonly string[];
  /** Another exchange than the simulator, with the file of its keys. */
  readonly exchange?: { readonly url: string; readonly keysFile: string };
}

export const usage = 'npm start -- [--once] [--json] [--port N] [--fault JSON ... | --exchange URL --keys FILE]';

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const { once = false, json = false, port: portText, fault: faults = [], exchange, keys } = parse(args);
  const port = portText === undefined ? {} : { port: readPort(portText) };
  if (exchange === undefined && keys === undefined) return { once, json, ...port, faults };
  if (exchange === undefined)
    throw invalidFlag('--exchange', 'is missing', 'the URL of the exchange that the keys are for');
  if (keys === undefined) throw invalidFlag('--keys', 'is missing', 'the file with the keys of that exchange');
  if (faults.length > 0) throw invalidFlag('--fault', 'is for the simulator', 'no --fault beside --exchange');
  return { once, json, ...port, faults, exchange: { url: exchange, keysFile: keys } };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  const options = {
    once: flag,
    json: flag,
    port: text,
    fault: { ...text, multiple: true },
    exchange: text,
    keys: text,
  } as const;
  return readFlags(args, options, usage);
}

function readPort(text: string): number {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw invalidFlag('--port', 'is no port', 'a number from 1 to 65535, such as 8080');
  return port;
}
