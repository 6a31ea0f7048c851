import { describe, expect, test } from '@jest/globals';
import { LoginExpiredError, UnansweredError } from '../../../../../console/api/errors.ts';
import { runRows } from '../../../../../console/pages/requests/file/run-rows.ts';

function run(act: (row: number) => Promise<void>, signal = new AbortController().signal) {
  const waited: number[] = [];
  const wait = async (ms: number) => void waited.push(ms);
  return runRows({ rows: [1, 2, 3], act, wait, signal }).then((end) => ({ end, waited }));
}

describe('rows', () => {
  test('are gone through one after the other, within what the API takes', async () => {
    let under = 0;
    const { end, waited } = await run(async () => {
      under += 1;
      await Promise.resolve();
      expect(under).toBe(1);
      under -= 1;
    });
    expect(end).toEqual({ end: 'done' });
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(100);
  });

  test('are tried again where no answer came', async () => {
    const done: number[] = [];
    let failures = 2;
    const { end } = await run(async (row) => {
      if (row === 2 && failures > 0) {
        failures -= 1;
        throw new UnansweredError('timeout');
      }
      done.push(row);
    });
    expect([end, done]).toEqual([{ end: 'done' }, [1, 2, 3]]);
  });

  test.each([
    ['nobody answers', new UnansweredError('offline'), 5],
    ['the login has expired', new LoginExpiredError(), 2],
  ])('stop where %s', async (_why, error, calls) => {
    let count = 0;
    const { end } = await run(async (row) => {
      count += 1;
      if (row > 1) throw error;
    });
    expect([end, count]).toEqual([{ end: 'failed', error }, calls]);
  });

  test('stop when told to, after the one that is under way', async () => {
    const abort = new AbortController();
    const done: number[] = [];
    const { end } = await run(async (row) => {
      done.push(row);
      abort.abort();
    }, abort.signal);
    expect([end, done]).toEqual([{ end: 'stopped' }, [1]]);
  });

  test('are not tried again once somebody has stopped it', async () => {
    const abort = new AbortController();
    let tries = 0;
    const act = async () => {
      tries += 1;
      throw new UnansweredError('offline');
    };
    const end = await runRows({ rows: [1], act, wait: async () => abort.abort(), signal: abort.signal });
    expect([end.end, tries]).toEqual(['failed', 1]);
  });
});
