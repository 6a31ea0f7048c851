import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accessFile } from '../../command-line/access-file.ts';
import { StatementNotToldError } from './errors.ts';

/**
 * Writes a file piece by piece. It is there whole, or not at all: until `isTaken` says so in the end, it has another
 * name.
 */
export async function writeFile(file: string, pieces: AsyncIterable<string>, isTaken: () => boolean): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  const stream = createWriteStream(draft);
  try {
    await accessFile('--out', 'a file that can be written', () => opened(stream), 'written');
    await pipeline(Readable.from(pieces), stream);
    if (isTaken()) await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

function opened(stream: Writable): Promise<unknown> {
  return new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
}

/** Leaves the stream open. Throws StatementNotToldError where its reader went away before the end. */
export async function writeTo(output: Writable, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), output, { end: false });
  } catch (error) {
    const isClosed = error instanceof Error && 'code' in error && error.code === 'EPIPE';
    throw isClosed ? new StatementNotToldError('whoever read the output went away before its end') : error;
  }
}
