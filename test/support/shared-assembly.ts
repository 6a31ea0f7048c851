import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { localTreasury } from '../../infra/config/local.ts';
import { synthesize } from '../../infra/synthesize.ts';
import { eventually } from '../infra/local/support/stack.ts';
import { runFolderVariable } from './run-folder.ts';

/** What an execution of the example workflow waits, so that a test can wait for its end. */
const waitSeconds = 6;

/**
 * Stage local with the example workflow, synthesized once a run: the first file that asks makes it, the others wait for it.
 * To make it takes longer than to try most of what is in it.
 */
export async function sharedAssembly(): Promise<string> {
  const made = path.join(process.env[runFolderVariable] ?? '', 'assembly');
  if (!(await isFirst(`${made}.lock`))) {
    await eventually(() => isThere(made), 100_000);
    return made;
  }
  const treasury = { ...localTreasury(), workflows: { exampleWaitSeconds: waitSeconds, stateMachines: [] } };
  await synthesize({ stage: 'local', treasury, outdir: `${made}.unfinished` });
  await rename(`${made}.unfinished`, made);
  return made;
}

async function isFirst(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    // Node's own errors are of another realm than the test's.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isThere(folder: string): Promise<true | undefined> {
  return (await stat(folder).catch(() => undefined)) === undefined ? undefined : true;
}
