import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  acceptanceMs,
  acceptedAtLatest,
  changesMax,
  findPause,
  markChangesPublished,
  neverPaused,
  type PauseState,
  pauseSending,
  resumeSending,
  scopedPausesMax,
} from '../../../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../../../functions/shared/ledger/pause/scope.ts';
import { functionRecords } from '../../../../../infra/functions/function-records.ts';
import { noon } from '../../../../support/clock.ts';

const alice = { by: 'alice@example.com', at: noon };
const bob = { by: 'bob@example.com', at: noon + 1_000 };
const carol = { by: 'carol@example.com', at: noon + 2_000 };
const paused = pauseSending(neverPaused, 'all', 'odd withdrawals', alice);
const proposed = resumeSending(paused, 'all', bob);
const steps = ({ changes }: PauseState) =>
  changes.map(({ number, what, scope, by }) => `${number} ${what} ${scope} ${by.split('@')[0]}`);

describe('pausing', () => {
  test('takes one person, and keeps who, when and why', () => {
    expect(paused).toEqual({
      pauses: [{ scope: 'all', reason: 'odd withdrawals', ...alice }],
      changes: [{ number: 1, what: 'paused', scope: 'all', reason: 'odd withdrawals', ...alice }],
      told: 0,
    });
  });

  test('again changes nothing: the first pause stands, and its changes cannot be pushed out', () => {
    expect(pauseSending(paused, 'all', 'other', bob)).toBe(paused);
  });

  test('again cancels a resume that waits for its second person', () => {
    const kept = pauseSending(proposed, 'all', 'still odd', carol);
    expect(kept.pauses).toEqual(paused.pauses);
    expect(steps(kept)).toEqual(['1 paused all alice', '2 resume-proposed all bob', '3 paused all carol']);
    expect(findPause(resumeSending(kept, 'all', alice), 'all')).toMatchObject({ resume: alice });
  });

  test('of another scope stands beside it, each with its own person and reason', () => {
    const both = pauseSending(proposed, 'coin:USDT', 'odd coin', carol);
    expect(both.pauses).toEqual([...proposed.pauses, { scope: 'coin:USDT', reason: 'odd coin', ...carol }]);
  });

  test('of more scopes than the item has room for is refused with a code, but all can always be paused', () => {
    let full = neverPaused;
    for (let number = 0; number < scopedPausesMax; number += 1) {
      full = pauseSending(full, `sweep:s${number}`, 'odd', alice);
    }
    expect(() => pauseSending(full, 'coin:USDT', 'odd', bob)).toThrow(
      expect.objectContaining({ code: 'too-many-pauses', message: expect.stringContaining('"all"') }),
    );
    // What is paused already is not one more.
    expect(pauseSending(full, 'sweep:s0', 'odd', bob)).toBe(full);
    const everything = pauseSending(full, 'all', 'odd', bob);
    expect(everything.pauses).toHaveLength(scopedPausesMax + 1);
    expect(() => pauseSending(everything, 'coin:USDT', 'odd', bob)).toThrow();
  });
});

describe('resuming', () => {
  test('takes two people: after the first it is still paused', () => {
    expect(proposed.pauses).toEqual([{ ...paused.pauses[0], resume: bob }]);
    const resumed = resumeSending(proposed, 'all', carol);
    expect(resumed.pauses).toEqual([]);
    expect(steps(resumed)).toEqual(['1 paused all alice', '2 resume-proposed all bob', '3 resumed all carol']);
  });

  test.each(['bob@example.com', 'Bob@Example.COM'])('%s, who proposed it, cannot agree to it', (by) => {
    expect(resumeSending(proposed, 'all', { by, at: noon + 9_000 })).toBe(proposed);
  });

  test('whoever paused may be one of the two', () => {
    expect(resumeSending(proposed, 'all', alice).pauses).toEqual([]);
  });

  test.each<Scope>(['all', 'coin:USDT', 'kind:withdrawal'])('%s changes nothing where it is not paused', (scope) => {
    expect(resumeSending(neverPaused, scope, alice)).toBe(neverPaused);
    const other = pauseSending(neverPaused, 'sweep:s', 'odd', alice);
    expect(resumeSending(other, scope, bob)).toBe(other);
  });

  test('a resume of one scope is none of another, not even all of them on a part', () => {
    const both = pauseSending(proposed, 'coin:USDT', 'odd coin', alice);
    const first = resumeSending(both, 'coin:USDT', carol);
    expect(first.pauses).toMatchObject([
      { scope: 'all', resume: bob },
      { scope: 'coin:USDT', resume: carol },
    ]);
    expect(resumeSending(first, 'all', carol).pauses).toMatchObject([{ scope: 'coin:USDT', resume: carol }]);
    expect(resumeSending(first, 'coin:USDT', bob).pauses).toMatchObject([{ scope: 'all', resume: bob }]);
  });
});

test('of many changes the last ones are kept, and their numbers go on', () => {
  let standing = neverPaused;
  for (let round = 0; round < changesMax; round += 1) {
    standing = pauseSending(standing, 'coin:USDT', `round ${round}`, alice);
    standing = resumeSending(resumeSending(standing, 'coin:USDT', bob), 'coin:USDT', carol);
  }
  expect(standing.changes).toHaveLength(changesMax);
  expect(standing.changes.at(-1)).toEqual({ number: 3 * changesMax, what: 'resumed', scope: 'coin:USDT', ...carol });
});

describe('what is on the bus', () => {
  test('is noted once, with a moment at which the table had the pause', () => {
    const told = markChangesPublished(paused, 1, noon + 80);
    expect(told).toEqual({ ...paused, pauses: [{ ...paused.pauses[0], acceptedAt: noon + 80 }], told: 1 });
    expect(markChangesPublished(told, 1, noon + 90)).toBe(told);
  });

  test('does not move that moment once it is known', () => {
    const told = markChangesPublished(paused, 1, noon + 80);
    const later = markChangesPublished(resumeSending(told, 'all', bob), 2, noon + 5_000);
    expect(later).toMatchObject({ pauses: [{ acceptedAt: noon + 80 }], told: 2 });
  });

  test('is not forgotten by a change that comes later', () => {
    expect(pauseSending(markChangesPublished(paused, 1, noon), 'coin:USDT', 'odd', bob)).toMatchObject({ told: 1 });
  });
});

describe('when the table had a pause', () => {
  const [pause] = paused.pauses;

  test('is not known exactly, but certainly by the moment that somebody saw it there', () => {
    expect(pause && acceptedAtLatest(pause, noon + 300)).toBe(noon + 300);
  });

  test('is never later than its function may take, however late somebody looks', () => {
    expect(pause && acceptedAtLatest(pause, noon + 3_600_000)).toBe(noon + acceptanceMs);
    expect(functionRecords.pause.timeoutSeconds * 1_000).toBeLessThanOrEqual(acceptanceMs);
  });
});

describe('of any calls', () => {
  const scopes = ['all', 'coin:USDT', 'sweep:s'] as const;
  const people = ['alice@example.com', 'Alice@example.com', 'bob@example.com', 'carol@example.com'];
  const calls = fc.array(
    fc.record({
      what: fc.constantFrom('pause', 'resume'),
      scope: fc.constantFrom(...scopes),
      by: fc.constantFrom(...people),
    }),
    { maxLength: 30 },
  );
  type Call = { what: string; scope: Scope; by: string };
  const run = (some: readonly Call[]) =>
    some.reduce((now, { what, scope, by }, index) => {
      const doing = { by, at: noon + index };
      return what === 'pause' ? pauseSending(now, scope, 'odd', doing) : resumeSending(now, scope, doing);
    }, neverPaused);

  test('a scope stands unless two different people asked to resume it since it was last asked to be paused', () => {
    fc.assert(
      fc.property(calls, fc.constantFrom(...scopes), (some, scope) => {
        const own = some.filter((call) => call.scope === scope);
        const last = own.findLastIndex(({ what }) => what === 'pause');
        const since = own.slice(last + 1).map(({ by }) => by.toLowerCase());
        const isPaused = last !== -1 && new Set(since).size < 2;
        expect(findPause(run(some), scope) !== undefined).toBe(isPaused);
      }),
    );
  });

  test('what is asked of one scope never touches another', () => {
    fc.assert(
      fc.property(calls, fc.constantFrom(...scopes), (some, scope) => {
        const alone = run(some.filter((call) => call.scope === scope));
        const [own] = [findPause(run(some), scope)];
        expect(own && { by: own.by, proposed: own.resume?.by }).toEqual(
          alone.pauses[0] && { by: alone.pauses[0].by, proposed: alone.pauses[0].resume?.by },
        );
      }),
    );
  });
});
