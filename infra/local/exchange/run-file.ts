import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { types } from 'node:util';
import * as v from 'valibot';

/** Where a running simulator says its address, below the folder it runs in. npm runs it in the repository's root. */
export const runFile = resolve('.local/exchange.json');

const schema = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string() }));

/** Written whole or not at all: a reader never meets half of it. */
export function writeRunFile(url: string): void {
  mkdirSync(dirname(runFile), { recursive: true });
  const draft = `${runFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ url })}\n`);
  renameSync(draft, runFile);
}

/** The address of the simulator that was started last. Undefined where none says one. */
export function readRunFile(): string | undefined {
  try {
    const parsed = v.safeParse(schema, readFileSync(runFile, 'utf8'));
    return parsed.success ? parsed.output.url : undefined;
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the file, unless another simulator has written its own address by now. */
export function removeRunFile(url: string): void {
  if (readRunFile() === url) rmSync(runFile, { force: true });
}
