import { execFile } from 'node:child_process';

export interface CommandResult {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs a file of ours as npm does. */
export function runCommand(file: string, args: readonly string[], nodeFlags: readonly string[] = []) {
  return new Promise<CommandResult>((resolve) => {
    const options = { env: process.env, maxBuffer: 2 ** 28 };
    execFile(process.execPath, [...nodeFlags, file, ...args], options, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });
}
