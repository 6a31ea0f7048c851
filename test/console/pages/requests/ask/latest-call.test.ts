import { describe, expect, test } from '@jest/globals';
import { LatestCall } from '../../../../../console/pages/requests/ask/latest-call.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Calls that are answered when the test says so. */
function started() {
  const answers: ((text: string) => void)[] = [];
  const called: string[] = [];
  const told: string[] = [];
  let timer: (() => void) | undefined;
  const latest = new LatestCall<string, string>({
    waitMs: 400,
    later: (act) => {
      timer = act;
      return () => {
        timer = undefined;
      };
    },
    call: (input) => {
      called.push(input);
      return new Promise((resolve) => answers.push(resolve));
    },
    tell: (input, outcome) => told.push(`${input}: ${outcome.state === 'answered' ? outcome.output : 'failed'}`),
  });
  const elapse = async () => {
    timer?.();
    await settled();
  };
  const answer = async (index: number, text: string) => {
    answers[index]?.(text);
    await settled();
  };
  return { latest, called, told, answer, elapse };
}

describe('what is asked while somebody types', () => {
  test('is asked once, after the last key', async () => {
    const { latest, called, told, answer, elapse } = started();
    for (const text of ['1', '12', '125']) latest.ask(text);
    await elapse();
    expect(called).toEqual(['125']);
    await answer(0, 'fine');
    expect(told).toEqual(['125: fine']);
  });

  test('is asked one at a time, and a late answer to something else is dropped', async () => {
    const { latest, called, told, answer, elapse } = started();
    latest.ask('1');
    await elapse();
    latest.ask('12');
    await elapse();
    expect(called).toEqual(['1']);
    await answer(0, 'late');
    expect(called).toEqual(['1', '12']);
    await answer(1, 'fine');
    expect(told).toEqual(['12: fine']);
  });

  test('is told of no more once nobody wants it', async () => {
    const { latest, told, answer, elapse } = started();
    latest.ask('1');
    await elapse();
    latest.drop();
    await answer(0, 'late');
    expect(told).toEqual([]);
  });
});
