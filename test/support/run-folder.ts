import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where one run of the tests keeps what several files use. */
export const runFolderVariable = 'TREASURY_TEST_RUN';

/** Before the first test file: the workers inherit the variable. */
export default async function beginRun(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'treasury-tests-'));
  process.env[runFolderVariable] = folder;
  // Hundreds of programs and functions are started, many of them with the same code.
  process.env.NODE_COMPILE_CACHE ??= path.join(folder, 'compiled');
  // esbuild runs for seconds: to collect less often is worth its memory.
  process.env.GOGC ??= '400';
}

export async function endRun(): Promise<void> {
  await rm(process.env[runFolderVariable] ?? '', { recursive: true, force: true });
}
