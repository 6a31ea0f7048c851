import { parseArgs, types } from 'node:util';
import { type DayZone, hongKong, isDayZone } from './day-zone.ts';

/** What the command line asks for. */
export type Command =
  | {
      readonly kind: 'start';
      readonly port: number;
      readonly rate: number;
      readonly isStrict: boolean;
      readonly dayZone: DayZone;
    }
  | { readonly kind: 'fault'; readonly fault: string; readonly url: string | undefined }
  | { readonly kind: 'wrong'; readonly hint: string };

const usage =
  'use --port N [--rate N] [--strict] [--day-zone +00:00] to start, or --fault ' +
  `'{"kind":"lost-answer","path":"/api/v1/account/withdraw"}' [--url URL]`;

/**
 * `--rate` makes the documented limits so many times wider, for clients that do not keep to them; `--strict` counts
 * them in any second. `--day-zone` is where its days end (A34).
 */
export function readArguments(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        rate: { type: 'string' },
        strict: { type: 'boolean' },
        'day-zone': { type: 'string' },
        fault: { type: 'string' },
        url: { type: 'string' },
      },
      strict: true,
      allowPositionals: false,
    });
    return commandOf(values);
  } catch (error) {
    // parseArgs explains itself in several lines; the first names the flag.
    const [reason] = types.isNativeError(error) ? error.message.split(/\.[ \n]/) : [];
    return wrong(reason ?? 'wrong flags');
  }
}

interface Flags {
  readonly port?: string;
  readonly rate?: string;
  readonly strict?: boolean;
  readonly 'day-zone'?: string;
  readonly fault?: string;
  readonly url?: string;
}

function commandOf({ port, rate, strict: isStrict = false, fault, url, 'day-zone': zone }: Flags): Command {
  if (fault !== undefined) {
    if ((port ?? rate ?? zone) !== undefined || isStrict) return wrong('--fault goes with --url only');
    if (url !== undefined && !isUrl(url)) return wrong('--url must be an http URL, such as http://127.0.0.1:8080');
    return { kind: 'fault', fault, url };
  }
  if (url !== undefined) return wrong('--url goes with --fault only');
  if (port !== undefined && !isWhole(port, 0, 65_535)) return wrong('--port must be a whole number from 0 to 65535');
  if (rate !== undefined && !isWhole(rate, 1, 10_000)) return wrong('--rate must be a whole number from 1 to 10000');
  const dayZone = zone ?? hongKong;
  if (!isDayZone(dayZone)) return wrong('--day-zone must be an offset from -23:59 to +23:59, such as +08:00');
  return { kind: 'start', dayZone, port: Number(port ?? '0'), rate: Number(rate ?? '1'), isStrict };
}

function wrong(reason: string): Command {
  return { kind: 'wrong', hint: `${reason}; ${usage}` };
}

function isWhole(text: string, min: number, max: number): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'http:';
}
