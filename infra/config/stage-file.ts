import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Treasury } from './define-treasury.ts';
import { ConfigError } from './errors.ts';

/** Of the repository: what people are told is a path from there. */
const root = path.resolve(import.meta.dirname, '../..');

/**
 * Loads a stage's file. A mistake of TypeScript in it is told in one line with its place, as ConfigError: whoever wrote
 * the file has no use for the stack trace of a loader. Anything else goes on as it is.
 */
export async function loadStageFile(file: string, load: () => Promise<{ default?: Treasury }>): Promise<Treasury> {
  const { default: treasury } = await load().catch((error: unknown) => {
    throw (error instanceof Error && mistakeIn(error, path.resolve(root, file))) || error;
  });
  if (treasury !== undefined) return treasury;
  throw new ConfigError([
    { field: file, reason: 'exports no default', expected: 'export default defineTreasury({…})' },
  ]);
}

interface Place {
  readonly file: string;
  readonly line: string;
}

function mistakeIn(error: Error, file: string): ConfigError | undefined {
  const place = placeIn(error.stack ?? '');
  // The loader knows no place in what it could not read, but names the file. A name that is none, or a value that is
  // not there, may as well be a mistake of ours: only in the stage's own file it is not.
  const isUnreadable = error instanceof SyntaxError || ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND');
  const isOwn = (error instanceof ReferenceError || error instanceof TypeError) && place?.file === file;
  if (!isUnreadable && !isOwn) return undefined;
  const { file: at, line } = place !== undefined ? withName(place, error) : { file, line: undefined };
  const field = `${path.relative(root, at)}${line === undefined ? '' : `:${line}`}`;
  const reason = (error.message.split('\n')[0] ?? '').replaceAll(`${root}${path.sep}`, '');
  return new ConfigError([{ field, reason, expected: 'TypeScript that Node runs as it is, see npm run typecheck' }]);
}

/** Of a name that is none behind `export default`, Node tells the place before: the name itself is looked for there. */
function withName(place: Place, { message }: Error): Place {
  const [, name] = /^(\w+) is not defined$/.exec(message) ?? [];
  if (name === undefined) return place;
  const lines = readFileSync(place.file, 'utf8').split('\n');
  const index = lines.findIndex((text, at) => at + 1 >= Number(place.line) && new RegExp(`\\b${name}\\b`).test(text));
  return index < 0 ? place : { ...place, line: String(index + 1) };
}

/** The first place that a stack names: with a mistake of syntax it stands before the message. */
function placeIn(stack: string): Place | undefined {
  const [, at = '', line = ''] = /((?:file:\/\/)?[^\s()]+\.[cm]?[jt]s):(\d+)/.exec(stack) ?? [];
  if (line === '' || at.startsWith('node:')) return undefined;
  return { file: at.startsWith('file:') ? fileURLToPath(at) : at, line };
}
