import { describe, expect, test } from '@jest/globals';
import { deriveFirstEpoch, epochSince } from '../../../../../functions/shared/ledger/policy/identity-epochs.ts';
import {
  applyDueLoosening,
  type PolicyState,
  pathsMax,
  policyInForce,
  proposePolicyChange,
} from '../../../../../functions/shared/ledger/policy/policy-state.ts';
import { parsePolicyItem } from '../../../../../functions/shared/ledger/store/policy-item.ts';
import { noon } from '../../../../support/clock.ts';
import { policyWith } from '../../../../support/instructions.ts';
import { firstEpoch, laterEpoch, usualEpoch } from '../../../../support/people.ts';

const dayMs = 86_400_000;
const usual = policyWith();
const renamed = policyWith({ identity: { ...usual.identity, userClaim: laterEpoch.claim } });
/** Every event is on the bus. */
const told = 1_000;
const deploy = (before: PolicyState | undefined, policy: typeof usual, at: number) =>
  proposePolicyChange(before, told, policy, { by: 'deploy', at });

const first = deploy(undefined, usual, noon);
const changed = applyDueLoosening(deploy(first, renamed, noon), told, noon + dayMs);

describe('the epoch of what says nothing of its own', () => {
  test('is that of the first policy, whatever comes after it', () => {
    expect(first.firstEpoch).toEqual(firstEpoch);
    expect(policyInForce(changed)).toMatchObject({ identity: { userClaim: 'sub' }, firstEpoch });
  });

  test('is that of the policy in force where an earlier version of the table records none', () => {
    const { firstEpoch: _none, ...standing } = first;
    expect(parsePolicyItem({ pk: 'policy', version: 1, standing }).standing?.firstEpoch).toEqual(firstEpoch);
  });

  test('is certain only from a while after the last change of how people are named', () => {
    expect(deriveFirstEpoch(changed)).toEqual({ ...laterEpoch, since: noon + dayMs + 60_000 });
    const paths = Array.from({ length: pathsMax + 1 }, (_, index) => `field${index}`);
    const untold = { number: 2, what: 'loosening-in-force', by: 'deploy', at: noon + 5, paths } as const;
    expect(deriveFirstEpoch({ ...first, events: [...first.events, untold] }).since).toBe(noon + 60_005);
  });

  test('reaches back to the oldest event that was kept: the change may be one that was not', () => {
    const kept = first.events.map((event) => ({ ...event, number: 7 }));
    expect(deriveFirstEpoch({ ...first, events: kept }).since).toBe(noon);
    expect(deriveFirstEpoch(first).since).toBe(0);
  });
});

describe('the epoch of something that was said at a time', () => {
  test.each([
    ['before the change', noon, undefined],
    ['just after it', noon + dayMs + 59_999, undefined],
    ['a while after it', noon + dayMs + 60_000, laterEpoch],
  ])('%s', (_when, at, epoch) => {
    expect(epochSince(changed, at)).toEqual(epoch);
  });

  test('is that in force where nothing changed', () => {
    expect(epochSince(first, noon - dayMs)).toEqual(usualEpoch);
  });

  test('is not known where the events do not go back so far', () => {
    const events = first.events.map((event) => ({ ...event, number: 7 }));
    expect(epochSince({ ...first, events }, noon - 1)).toBeUndefined();
    expect(epochSince({ ...first, events }, noon)).toEqual(usualEpoch);
  });
});
