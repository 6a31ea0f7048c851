import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

export type Consent = 'agreed' | 'declined' | 'nobody-to-ask';

/** Only a whole `yes` agrees. An input that ends without an answer declines. */
export async function askForConsent(input: Readable, output: Writable): Promise<Consent> {
  const lines = createInterface({ input, output });
  try {
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    const answer = await Promise.race([lines.question('Type yes to agree: '), ended]);
    return answer.trim().toLowerCase() === 'yes' ? 'agreed' : 'declined';
  } finally {
    lines.close();
  }
}
