import { execFile } from 'node:child_process';
import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.ts';
import { assemblyFolder } from './made-folders.ts';
import { runFolderVariable } from './run-folder.ts';

/** It is made in ten seconds, and in minutes where the machine has other things to do. */
const patienceMs = 280_000;

const maker = path.join(import.meta.dirname, 'make-assembly.ts');

/** Stage local with the example workflow. To make it takes longer than to try most of what is in it. */
export async function sharedAssembly(): Promise<string> {
  return path.join(await madeOnce(), assemblyFolder);
}

/** The folder with the assembly and its bundles. It is made once a run: the first file that asks makes it. */
export async function madeOnce(): Promise<string> {
  const made = path.join(process.env[runFolderVariable] ?? '', 'synthesized');
  if (!(await isFirst(`${made}.lock`))) {
    // Whoever makes it may fail, and then nobody needs to wait.
    const [failed] = await eventually(() => whicheverIsThere(`${made}.failed`, made), patienceMs);
    if (failed) throw new Error('the assembly could not be made; the test file that tried says why');
    return made;
  }
  try {
    await promisify(execFile)(process.execPath, [maker, `${made}.unfinished`]);
  } catch (error) {
    await mkdir(`${made}.failed`);
    throw error;
  }
  await rename(`${made}.unfinished`, made);
  return made;
}

async function isFirst(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function whicheverIsThere(failed: string, made: string): Promise<readonly [failed: boolean] | undefined> {
  if (await isThere(failed)) return [true];
  return (await isThere(made)) ? [false] : undefined;
}

async function isThere(folder: string): Promise<true | undefined> {
  return (await stat(folder).catch(() => undefined)) === undefined ? undefined : true;
}
