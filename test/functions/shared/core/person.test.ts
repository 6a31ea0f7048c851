import { expect, test } from '@jest/globals';
import {
  type Comparison,
  comparePeople,
  type FirstEpoch,
  type PersonStamp,
} from '../../../../functions/shared/core/person.ts';
import { noon } from '../../../support/clock.ts';
import { firstEpoch, laterEpoch, person, usualEpoch } from '../../../support/people.ts';

const by = (name: string, identity = usualEpoch): PersonStamp => ({ ...person(name, identity), at: noon });
/** As it was written before epochs were kept. */
const unstamped = (name: string, at = noon): PersonStamp => ({ by: name, at });
const sinceNoon = { ...firstEpoch, since: noon };

test.each<[string, PersonStamp, PersonStamp, FirstEpoch | undefined, Comparison]>([
  ['one name of one epoch', by('ann'), by('ANN'), firstEpoch, 'same'],
  ['two names of one epoch', by('ann'), by('bob'), firstEpoch, 'different'],
  ['one name by two claims', by('ann'), by('ann', laterEpoch), firstEpoch, 'unknown'],
  ['two names by two claims', by('ann'), by('bob', laterEpoch), firstEpoch, 'unknown'],
  ['two issuers', by('ann'), by('bob', { ...usualEpoch, issuer: 'https://id.example.com' }), firstEpoch, 'unknown'],
  ['older data and the first epoch', unstamped('ann'), by('ANN'), firstEpoch, 'same'],
  ['other people there', unstamped('ann'), by('bob'), firstEpoch, 'different'],
  ['older data and a later epoch', unstamped('ann'), by('bob', laterEpoch), firstEpoch, 'unknown'],
  ['older data from before a change', unstamped('ann', noon - 1), by('bob'), sinceNoon, 'unknown'],
  ['both from before a change', unstamped('ann', noon - 1), unstamped('bob', noon - 1), sinceNoon, 'unknown'],
  ['older data, where no epoch is recorded', unstamped('ann'), unstamped('bob'), undefined, 'different'],
  ['one of them older, where no epoch is recorded', unstamped('ann'), by('bob'), undefined, 'unknown'],
])('%s', (_what, a, b, first, compared) => {
  expect(comparePeople(a, b, first)).toBe(compared);
  expect(comparePeople(b, a, first)).toBe(compared);
});
