import { startMessaging } from '../../../infra/local/aws/services/messaging.ts';
import { forwardAll } from '../../../infra/local/aws/services/proxy.ts';
import { startWireLedger } from '../../support/ledger.ts';
import type { RunResult } from '../run/run-plan.ts';
import { runSeed } from '../run/run-seed.ts';
import { wireQueue } from './wire-queue.ts';
import { wireTable } from './wire-table.ts';

/** Runs the schedule of a seed with the table and the queues of the emulators, over their wire protocols. */
export async function runOverWire(seed: number): Promise<RunResult> {
  const [ledger, messaging] = await Promise.all([startWireLedger(), startMessaging('ap-east-1', forwardAll)]);
  // Otherwise the SDK says at every call that a queue's URL is not its own endpoint.
  process.env.AWS_ENDPOINT_URL_SQS = messaging.url;
  let now = () => 0;
  try {
    const queues = {
      sweeps: await wireQueue(messaging, 'sweeps.fifo', () => now()),
      releases: await wireQueue(messaging, 'releases.fifo', () => now()),
    };
    return await runSeed(seed, {
      wire: {
        table: (memory) => wireTable(ledger.table, memory),
        queue: (name, virtualNow) => {
          now = virtualNow;
          return queues[name];
        },
      },
    });
  } finally {
    await Promise.all([ledger.close(), messaging.close()]);
  }
}
