import type { IncomingMessage } from 'node:http';

/** The whole body, or undefined where it is longer than `limit` bytes. The rest of a long one is not kept. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    length += bytes.length;
    // Reading on lets the sender finish and hear the answer; nothing more is stored.
    if (length <= limit) parts.push(bytes);
  }
  return length <= limit ? Buffer.concat(parts) : undefined;
}
