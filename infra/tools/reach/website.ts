import { request } from 'undici';
import { probeTimeoutMs } from './endpoint-reach.ts';

/** Whether the website answers. What it answers is for people. Throws an Error. */
export async function openWebsite(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { method: 'GET', signal: AbortSignal.timeout(probeTimeoutMs) });
  await body.dump();
  if (statusCode >= 500) throw new Error(`HTTP ${statusCode}`);
  return `HTTP ${statusCode}`;
}
