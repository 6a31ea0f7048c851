import { parentPort, workerData } from 'node:worker_threads';
import { runSpan, type Span } from './span.ts';

/** One worker thread: it runs the span that it was given. */
const span: Span = workerData;
await runSpan(span, (progress) => {
  parentPort?.postMessage(progress);
  return true;
});
