import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ownAccessKey } from '../../infra/local/aws/services/clients.ts';
import type { RunningStack } from '../../infra/local/aws/stack.ts';

const headers = { authorization: `AWS4-HMAC-SHA256 Credential=${ownAccessKey}/20261120/us-east-1/s3/aws4_request` };

/** The names of a bucket's files on the local stack, in the order of their names. */
export async function filesIn(stack: RunningStack, bucket: string): Promise<string[]> {
  const answer = await fetch(`${stack.endpoints.s3}/${bucket}?list-type=2`, { headers });
  const listed = await answer.text();
  if (!answer.ok) throw new Error(`the bucket cannot be listed: ${listed}`);
  return [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key);
}

/** Copies all of a bucket into a folder, as `aws s3 sync` does. */
export async function download(stack: RunningStack, bucket: string, folder: string): Promise<void> {
  for (const key of await filesIn(stack, bucket)) {
    const answer = await fetch(`${stack.endpoints.s3}/${bucket}/${key}`, { headers });
    const file = path.join(folder, key);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
  }
}
