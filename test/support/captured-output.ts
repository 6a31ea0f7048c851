import { jest } from '@jest/globals';
import { type MetricValue, metricsIn } from './emf.ts';

/** The lines that some work writes to its log: Lambda takes both outputs of a process for it. */
export async function linesWrittenBy(work: () => Promise<unknown> | unknown): Promise<readonly string[]> {
  const lines: string[] = [];
  const outputs = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      lines.push(...String(text).split('\n'));
      return true;
    }),
  );
  try {
    await work();
  } finally {
    for (const output of outputs) output.mockRestore();
  }
  return lines.filter((line) => line !== '');
}

/** The figures that CloudWatch would take out of them. */
export async function metricsWrittenBy(work: () => Promise<unknown> | unknown): Promise<readonly MetricValue[]> {
  return metricsIn(await linesWrittenBy(work));
}
