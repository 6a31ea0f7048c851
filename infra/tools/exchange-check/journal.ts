import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../functions/shared/core/clock.ts';

/**
 * What the run sends, written down before it leaves: after a crash this file knows the client order ids to look for.
 * One JSON line each.
 */
export interface Journal {
  readonly file: string;
  /** True where the last run that used this file did not come to its end. */
  readonly wasLeftOpen: boolean;
  write(entry: Readonly<Record<string, unknown>> & { readonly event: JournalEvent }): Promise<void>;
  close(): Promise<void>;
}

export type JournalEvent = 'begun' | 'sending' | 'answered' | 'ended';

/** Opens the journal that belongs to a report, or begins it. Rejects with the system's error. */
export async function openJournal(reportFile: string, clock: Clock): Promise<Journal> {
  const file = `${reportFile.replace(/\.json$/, '')}.journal.jsonl`;
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a');
  const earlier = (await readFile(file, 'utf8')).trimEnd();
  return {
    file,
    wasLeftOpen: earlier !== '' && !earlier.endsWith('"event":"ended"}'),
    write: async (entry) => {
      await handle.appendFile(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...entry })}\n`);
      // On the disk, before anything leaves.
      await handle.sync();
    },
    close: () => handle.close(),
  };
}
