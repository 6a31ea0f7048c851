import { expect, test } from '@jest/globals';
import { ExchangeRefusedError } from '../../../../functions/shared/exchange/errors.ts';
import { waitOutMaintenance } from '../../../../infra/local/demo/maintenance.ts';

const refusedWith = (code: string) => new ExchangeRefusedError('/api/v1/time', code, 'simulated');

/** Answers with each of these in turn, and then with a time. */
function answering(...refusals: readonly Error[]) {
  const left = [...refusals];
  return async () => {
    const refusal = left.shift();
    if (refusal !== undefined) throw refusal;
    return 1;
  };
}

async function linesOf(readTime: () => Promise<number>): Promise<string[]> {
  const lines: string[] = [];
  await waitOutMaintenance(readTime, (line) => lines.push(line));
  return lines;
}

test('an exchange that answers is not waited for', async () => {
  expect(await linesOf(answering())).toEqual([]);
});

test('a maintenance is told, waited for, and told to be over', async () => {
  const lines = await linesOf(answering(refusedWith('-1101'), refusedWith('-1101')));
  expect(lines[0]).toContain('in maintenance (-1101)');
  expect(lines.at(-1)).toBe('The maintenance is over.');
});

test('another refusal is no maintenance', async () => {
  await expect(linesOf(answering(refusedWith('-1000')))).rejects.toMatchObject({ exchangeCode: '-1000' });
});
