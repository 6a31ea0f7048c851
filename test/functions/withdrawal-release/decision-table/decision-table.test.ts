import { describe, expect, test } from '@jest/globals';
import { heldReasonFor } from '../../../../functions/shared/ledger/obstacle.ts';
import {
  decideRelease,
  findObstacle,
  type ReleaseContext,
} from '../../../../functions/withdrawal-release/decide-release.ts';
import { decideRequest } from '../../../../functions/withdrawal-request/decide-request.ts';
import { noon } from '../../../support/clock.ts';
import { usualEpoch } from '../../../support/people.ts';
import { type Case, type Condition, combinations, type Row, rowOf } from './conditions.ts';
import { contentOf, entryOf, instructionOf, policyOf } from './inputs.ts';

/** What both the request and the release look at, in this order: the first row that is for a case decides it. */
const common: readonly Row[] = [
  {
    when: { destination: ['unknown', 'proposed', 'proving', 'confirmed'] },
    result: 'rejected destination-not-whitelisted',
  },
  { when: { destination: ['revoked'] }, result: 'rejected destination-revoked' },
  { when: { target: ['other-coin', 'other-chain', 'bank'] }, result: 'rejected destination-mismatch' },
  { when: { coin: ['without-limits', 'without-settings'] }, result: 'rejected coin-not-allowed' },
  { when: { decimals: ['too-many'] }, result: 'rejected too-many-decimals' },
  { when: { quantity: ['over-instruction'] }, result: 'rejected over-per-instruction' },
  { when: { quantity: ['over-destination', 'over-destination-window'] }, result: 'rejected over-destination-limit' },
  { when: { quantity: ['over-window'] }, result: 'rejected over-rolling-limit' },
];

const atRequest: readonly Row[] = [
  ...common,
  // Also while the destination cools off: people can look meanwhile.
  { when: {}, result: 'awaiting-approval' },
];

const atRelease: readonly Row[] = [
  { when: { age: ['expired'] }, result: 'expired approval-expired' },
  { when: { attempts: ['exhausted'] }, result: 'rejected attempts-exhausted' },
  { when: { held: ['until-later'] }, result: 'left as it is' },
  ...common,
  { when: { place: ['other-address', 'other-tag'] }, result: 'rejected destination-mismatch' },
  {
    when: { approvals: ['too-few', 'no-group', 'proposer', 'confirmer', 'none'] },
    result: 'approved approvals-missing',
  },
  { when: { destination: ['cooling-off'] }, result: 'approved cooling-off' },
  { when: { pause: ['paused'] }, result: 'approved paused' },
  { when: {}, result: 'goes' },
];

const releaseConditions = [
  'destination',
  'target',
  'place',
  'coin',
  'decimals',
  'quantity',
  'approvals',
  'pause',
  'age',
  'attempts',
  'held',
] as const;

const stamp = { at: noon, by: 'alice@example.com' };

/** `taskToken` and the address are no part of a request. */
function requested(testCase: Case): string {
  const { address: _address, ...requestContent } = contentOf(testCase);
  const rules = { policy: policyOf(testCase), entry: entryOf(testCase), terms: undefined, epoch: usualEpoch };
  const { instruction } = decideRequest(requestContent, rules, stamp.at);
  return describeState(instruction.state);
}

function inForceIn(testCase: Case): ReleaseContext {
  const isPaused = testCase.pause === 'paused';
  // What it names no account for is not funded: see release-funded.test.ts.
  return {
    policy: policyOf(testCase),
    entry: entryOf(testCase),
    signatures: { signed: [], refused: [] },
    isDestinationSigned: true,
    isPaused,
    funding: undefined,
  };
}

function released(testCase: Case): string {
  const inForce = inForceIn(testCase);
  const decision = decideRelease(instructionOf(testCase), inForce, stamp);
  if (decision.kind === 'go') return 'goes';
  return decision.kind === 'leave' ? 'left as it is' : describeState(decision.next.state);
}

/** What the last look says where everything is as this case has it. */
function lastLook(testCase: Case): string {
  const inForce = inForceIn(testCase);
  return heldReasonFor(findObstacle(instructionOf(testCase), inForce, stamp)) === undefined ? 'goes' : 'stopped';
}

function describeState(state: object): string {
  const words = state as { status: string; reason?: string; heldReason?: string };
  return [words.status, words.reason ?? words.heldReason].filter(Boolean).join(' ');
}

function check(rows: readonly Row[], names: readonly Condition[], actual: (testCase: Case) => string) {
  const used = new Set<Row>();
  const wrong: object[] = [];
  let cases = 0;
  for (const testCase of combinations(names)) {
    cases += 1;
    const row = rowOf(rows, testCase);
    if (row !== undefined) used.add(row);
    const result = actual(testCase);
    if (row?.result !== result) wrong.push({ made: testCase, row: row?.result, result });
  }
  return { cases, wrong: wrong.slice(0, 5), unused: rows.filter((row) => !used.has(row)) };
}

describe('the decision table of the authorization', () => {
  test('says what becomes of every request', () => {
    const names = ['destination', 'target', 'coin', 'decimals', 'quantity'] as const;
    const { cases, wrong, unused } = check(atRequest, names, requested);
    expect({ wrong, unused }).toEqual({ wrong: [], unused: [] });
    // 7 places of an entry with 4 targets, and no entry at all; times 3, 2 and 5.
    expect(cases).toBe((7 * 4 + 1) * 3 * 2 * 5);
  });

  test('says what becomes of every release', () => {
    const names = releaseConditions;
    const { cases, wrong, unused } = check(atRelease, names, released);
    expect({ wrong, unused }).toEqual({ wrong: [], unused: [] });
    expect(cases).toBe((7 * (3 * 3 + 1) + 1) * 3 * 2 * 5 * 6 * 2 * 2 * 2 * 2);
  });

  test('refuses at the last look whatever it refuses at the first', () => {
    const rows: readonly Row[] = atRelease.map((row) => (row.result === 'goes' ? row : { ...row, result: 'stopped' }));
    expect(check(rows, releaseConditions, lastLook).wrong).toEqual([]);
  });
});
