import { describe, expect, test } from '@jest/globals';
import {
  changesMax,
  neverPaused,
  type PauseSwitch,
  pauseSending,
  resumeSending,
} from '../../../functions/ledger/pause/pause.ts';
import { noon } from '../../support/clock.ts';

const alice = { by: 'alice@example.com', at: noon };
const bob = { by: 'bob@example.com', at: noon + 1_000 };
const carol = { by: 'carol@example.com', at: noon + 2_000 };
const paused = pauseSending(neverPaused, 'odd withdrawals', alice);
const proposed = resumeSending(paused, bob);
const steps = ({ changes }: PauseSwitch) => changes.map(({ what, by }) => `${what} ${by.split('@')[0]}`);

describe('pausing', () => {
  test('takes one person, and keeps who, when and why', () => {
    expect(paused).toEqual({
      pause: { scope: 'all', reason: 'odd withdrawals', ...alice },
      changes: [{ what: 'paused', reason: 'odd withdrawals', ...alice }],
    });
  });

  test('again changes nothing: the first pause stands, and its changes cannot be pushed out', () => {
    expect(pauseSending(paused, 'other', bob)).toBe(paused);
  });

  test('again cancels a resume that waits for its second person', () => {
    const kept = pauseSending(proposed, 'still odd', carol);
    expect(kept.pause).toEqual(paused.pause);
    expect(steps(kept)).toEqual(['paused alice', 'resume-proposed bob', 'paused carol']);
    expect(resumeSending(kept, alice).pause).toMatchObject({ resume: alice });
  });
});

describe('resuming', () => {
  test('takes two people: after the first it is still paused', () => {
    expect(proposed.pause).toEqual({ ...paused.pause, resume: bob });
    const resumed = resumeSending(proposed, carol);
    expect(resumed.pause).toBeUndefined();
    expect(steps(resumed)).toEqual(['paused alice', 'resume-proposed bob', 'resumed carol']);
  });

  test.each(['bob@example.com', 'Bob@Example.COM'])('%s, who proposed it, cannot agree to it', (by) => {
    expect(resumeSending(proposed, { by, at: noon + 9_000 })).toBe(proposed);
  });

  test('whoever paused may be one of the two', () => {
    expect(resumeSending(proposed, alice).pause).toBeUndefined();
  });

  test('what is not paused changes nothing', () => {
    expect(resumeSending(neverPaused, alice)).toBe(neverPaused);
  });
});

test('of many changes the last ones are kept', () => {
  let standing = neverPaused;
  for (let round = 0; round < changesMax; round += 1) {
    standing = resumeSending(resumeSending(pauseSending(standing, `round ${round}`, alice), bob), carol);
  }
  expect(standing.changes).toHaveLength(changesMax);
  expect(standing.changes.at(-1)).toEqual({ what: 'resumed', ...carol });
});
