import { expect, test } from '@jest/globals';
import type { PersonStamp } from '../../../../../functions/shared/core/person.ts';
import {
  findPause,
  neverPaused,
  pauseSending,
  resumeSending,
} from '../../../../../functions/shared/ledger/pause/pause.ts';
import { noon } from '../../../../support/clock.ts';
import { firstEpoch, laterEpoch, person, usualEpoch } from '../../../../support/people.ts';

const before = (name: string): PersonStamp => ({ ...person(`${name}@example.com`, usualEpoch), at: noon });
const now = (name: string): PersonStamp => ({ ...person(`id-${name}`, laterEpoch), at: noon });
const paused = pauseSending(neverPaused, 'all', 'odd', before('alice'));

test.each([
  ['says so', before('bob')],
  ['says nothing, as earlier versions wrote it', { by: 'bob@example.com', at: noon }],
])('a resume of another epoch is the first again, where the one before %s', (_how, first) => {
  const proposed = resumeSending(paused, 'all', first, firstEpoch);
  const again = resumeSending(proposed, 'all', now('bob'), firstEpoch);
  expect(findPause(again, 'all')?.resume).toEqual(now('bob'));
  expect(again.changes.at(-1)).toMatchObject({ what: 'resume-proposed', by: 'id-bob', identity: laterEpoch });
  expect(resumeSending(again, 'all', now('BOB'), firstEpoch)).toBe(again);
  expect(resumeSending(again, 'all', now('carol'), firstEpoch).pauses).toEqual([]);
  expect(resumeSending(proposed, 'all', before('carol'), firstEpoch).pauses).toEqual([]);
});
