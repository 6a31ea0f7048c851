import { parentPort, workerData } from 'node:worker_threads';
import { runSeedRange, type SeedRange } from './seed-range.ts';

/** One worker thread: it runs the span that it was given. */
const range: SeedRange = workerData;
await runSeedRange(range, (progress) => {
  parentPort?.postMessage(progress);
  return true;
});
