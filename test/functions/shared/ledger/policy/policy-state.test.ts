import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '../../../../../functions/shared/ledger/policy/policy.ts';
import { policyDigest } from '../../../../../functions/shared/ledger/policy/policy-digest.ts';
import {
  applyDueLoosening,
  eventsMax,
  type PolicyState,
  proposePolicyChange,
} from '../../../../../functions/shared/ledger/policy/policy-state.ts';
import { noon } from '../../../../support/clock.ts';
import { policyWith } from '../../../../support/instructions.ts';
import { firstEpoch } from '../../../../support/people.ts';
import { arbitraryPolicy } from '../../../../support/policy-arbitraries.ts';

const dayMs = 86_400_000;
const limit = (perInstruction: string, rest: Record<string, unknown> = {}): Policy =>
  policyWith({ withdrawals: { USDT: { perInstruction } }, ...rest });
const usual = limit('100');
const looser = limit('200');
const tighter = limit('50');
const path = 'withdrawals.USDT.perInstruction';

/** Every event is on the bus. */
const told = 1_000;

const deployed = (policy: Policy, at: number, before?: PolicyState) =>
  proposePolicyChange(before, told, policy, { by: 'deploy', at });
const first = deployed(usual, noon);
const waiting = deployed(looser, noon + 1_000, first);
const since = (standing: PolicyState, before: PolicyState) =>
  standing.events.slice(before.events.length).map(({ what }) => what);

describe('a deployment', () => {
  test('that is the first acts at once', () => {
    expect(first).toEqual({
      inForce: { policy: usual, by: 'deploy', since: noon },
      events: [{ number: 1, what: 'in-force', by: 'deploy', at: noon, after: policyDigest(usual) }],
      firstEpoch,
    });
  });

  test('of the same policy changes nothing', () => {
    expect(deployed(limit('100.0'), noon + 1, first)).toBe(first);
  });

  test('of a tighter policy acts at once', () => {
    const after = deployed(tighter, noon + 1_000, first);
    expect(after).toMatchObject({ inForce: { policy: tighter, since: noon + 1_000 } });
    expect(after.pending).toBeUndefined();
    expect(after.events.at(-1)).toEqual({
      number: 2,
      what: 'tightened',
      paths: [path],
      by: 'deploy',
      at: noon + 1_000,
      before: policyDigest(usual),
      after: policyDigest(tighter),
    });
  });

  test('of a looser policy waits for the delay, and says for what and until when', () => {
    const actsAt = noon + 1_000 + dayMs;
    expect(waiting).toEqual({
      inForce: first.inForce,
      firstEpoch,
      pending: { policy: looser, by: 'deploy', proposedAt: noon + 1_000, actsAt, loosened: [path] },
      events: [
        ...first.events,
        {
          number: 2,
          what: 'loosening-proposed',
          paths: [path],
          actsAt,
          by: 'deploy',
          at: noon + 1_000,
          before: policyDigest(usual),
          after: policyDigest(looser),
        },
      ],
    });
  });

  test('of what waits already does not count its time anew', () => {
    expect(deployed(looser, noon + 3_600_000, waiting)).toBe(waiting);
  });

  test('of the policy in force vetoes what waits', () => {
    const after = deployed(usual, noon + 3_600_000, waiting);
    expect(after.pending).toBeUndefined();
    expect(after.inForce).toEqual(first.inForce);
    expect(after.events.at(-1)).toMatchObject({ what: 'vetoed', paths: [path] });
  });

  test('of yet another policy vetoes what waits, and its own time begins', () => {
    const other = deployed(limit('300'), noon + 3_600_000, waiting);
    expect(other.pending).toMatchObject({ actsAt: noon + 3_600_000 + dayMs });
    expect(since(other, waiting)).toEqual(['vetoed', 'loosening-proposed']);
    const less = deployed(tighter, noon + 3_600_000, waiting);
    expect(less.pending).toBeUndefined();
    expect(less.inForce.policy).toEqual(tighter);
    expect(since(less, waiting)).toEqual(['vetoed', 'tightened']);
  });

  test('waits by the delay in force, and never by its own', () => {
    const hasty = limit('200', { looseningDelayMs: 1_000 });
    expect(deployed(hasty, noon, first).pending).toMatchObject({ actsAt: noon + dayMs });
    const patient = limit('200', { looseningDelayMs: 2 * dayMs });
    expect(deployed(patient, noon, first)).toMatchObject({
      inForce: { policy: { looseningDelayMs: 2 * dayMs } },
      pending: { actsAt: noon + dayMs },
    });
  });

  test('that is mixed acts at once where it is tighter', () => {
    const after = deployed(limit('200', { approvalExpiryMs: 60_000 }), noon, first);
    expect(after.inForce.policy).toEqual(limit('100', { approvalExpiryMs: 60_000 }));
    expect(since(after, first)).toEqual(['tightened', 'loosening-proposed']);
  });

  test('of the policy before a mixed one vetoes it; what was tightened by it waits to be loosened', () => {
    const mixed = deployed(limit('200', { approvalExpiryMs: 60_000 }), noon, first);
    const after = deployed(usual, noon + 1_000, mixed);
    expect(after.pending).toMatchObject({ policy: usual, loosened: ['approvalExpiryMs'] });
    expect(since(after, mixed)).toEqual(['vetoed', 'loosening-proposed']);
  });
});

describe('a looser policy', () => {
  const due = noon + 1_000 + dayMs;

  test('acts from its time on, and not a millisecond before', () => {
    expect(applyDueLoosening(waiting, told, due - 1)).toBe(waiting);
    const after = applyDueLoosening(waiting, told, due);
    expect(after.inForce).toEqual({ policy: looser, by: 'deploy', since: due });
    expect(after.pending).toBeUndefined();
    expect(after.events.at(-1)).toMatchObject({ number: 3, what: 'loosening-in-force', paths: [path], at: due });
    expect(applyDueLoosening(after, told, due + dayMs)).toBe(after);
  });

  test('that acts cannot be vetoed any more: to tighten it again acts at once', () => {
    const after = deployed(usual, due, waiting);
    expect(after.inForce).toMatchObject({ policy: usual, since: due });
    expect(since(after, waiting)).toEqual(['loosening-in-force', 'tightened']);
  });

  test('is in force in the end as it was proposed, whatever came before', () =>
    fc.assert(
      fc.property(fc.array(arbitraryPolicy, { minLength: 1, maxLength: 4 }), (policies) => {
        const last = policies.reduce<PolicyState | undefined>(
          (standing, policy, index) => deployed(policy, noon + index * 1_000, standing),
          undefined,
        );
        const after = last && applyDueLoosening(last, told, noon + 2 * dayMs);
        expect(after?.pending).toBeUndefined();
        expect(proposePolicyChange(after, told, policies.at(-1) ?? usual, { by: 'deploy', at: noon + 3 * dayMs })).toBe(
          after,
        );
      }),
    ));
});

test('only so many events are kept, and their numbers go on', () => {
  let standing = first;
  for (let round = 1; round <= eventsMax; round += 1)
    standing = deployed(limit(`${100 - round}`), noon + round, standing);
  expect(standing.events).toHaveLength(eventsMax);
  expect(standing.events.at(-1)).toMatchObject({ number: eventsMax + 1 });
});
