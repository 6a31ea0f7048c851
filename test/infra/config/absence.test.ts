import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import type { Finding, FindingName, Report } from '../../../infra/config/exchange-check-report.ts';
import { localTreasury } from '../../../infra/config/local.ts';
import { findingsWith, holds } from '../../../infra/tools/exchange-check/findings.ts';
import { configWith } from '../../support/config.ts';

const checkedAt = '2026-11-21T10:15:05.000Z';
const both = {
  'asset-transfer': { knownOrderFound: true, lagMs: 40, isExpiryEnforced: true },
  withdrawal: { knownOrderFound: true, isExpiryEnforced: true },
};
/** As 0.1.0 wrote them. */
const formerRoutes = {
  'asset-transfer': { knownOrderFound: true, lagMs: 40 },
  withdrawal: { knownOrderFound: true },
};
const neither = { 'asset-transfer': { knownOrderFound: false }, withdrawal: { knownOrderFound: false } };

function reportWith(changes: Partial<Report> = {}, found: Partial<Record<FindingName, Finding>> = {}): Report {
  const results = findingsWith({ A20: holds('-1021'), ...found });
  return { environment: 'hashkey-sandbox', checkedAt, version: '0.1.0', results, routes: both, ...changes };
}

const define = (changes: Record<string, unknown>) => defineTreasury(configWith(changes));
const absenceIn = (policy: string) => parsePolicy(JSON.parse(policy)).absence;
const doesNotHold: Finding = { result: 'does-not-hold', seen: 'seen' };

describe('what an order that is not in the records leads to', () => {
  test('is to ask two people, unless the configuration says otherwise', () => {
    const { policy, exchangeCheckedAt: firstContactAt } = define({});
    expect(absenceIn(policy)).toEqual({ 'asset-transfer': 'ask', withdrawal: 'ask', 'fiat-withdrawal': 'ask' });
    expect(firstContactAt).toBeUndefined();
  });

  test('is the proof in stage local', () => {
    expect(absenceIn(localTreasury().policy)).toEqual({
      'asset-transfer': 'prove',
      withdrawal: 'prove',
      'fiat-withdrawal': 'prove',
    });
  });

  test('is the proof by the routes that an exchange check has shown', () => {
    const { policy, exchangeCheckedAt: firstContactAt } = define({ absence: 'prove', firstContact: reportWith() });
    expect(absenceIn(policy)).toEqual({ 'asset-transfer': 'prove', withdrawal: 'prove', 'fiat-withdrawal': 'ask' });
    expect(firstContactAt).toBe(checkedAt);
  });

  test('stays to ask by a route that was not shown', () => {
    const routes = { ...neither, 'asset-transfer': both['asset-transfer'] };
    const { policy } = define({ absence: 'prove', firstContact: reportWith({ routes }) });
    expect(absenceIn(policy)).toEqual({ 'asset-transfer': 'prove', withdrawal: 'ask', 'fiat-withdrawal': 'ask' });
  });

  test('stays to ask where the list of the route is read wrongly', () => {
    const firstContact = reportWith({}, { 'fund-statement': doesNotHold });
    expect(absenceIn(define({ absence: 'prove', firstContact }).policy)).toEqual({
      'asset-transfer': 'ask',
      withdrawal: 'prove',
      'fiat-withdrawal': 'ask',
    });
  });

  test('stays to ask by a route on which A20 was not seen to hold', () => {
    const routes = { ...both, withdrawal: { knownOrderFound: true, isExpiryEnforced: false } };
    const A20: Finding = { result: 'not-checked', seen: 'withdrawals were not tried' };
    const { policy } = define({ absence: 'prove', firstContact: reportWith({ routes }, { A20 }) });
    expect(absenceIn(policy)).toEqual({ 'asset-transfer': 'prove', withdrawal: 'ask', 'fiat-withdrawal': 'ask' });
  });

  test('stays to ask for withdrawals with a report of 0.1.0, which tried A20 with transfers alone', () => {
    const { policy } = define({ absence: 'prove', firstContact: reportWith({ routes: formerRoutes }) });
    expect(absenceIn(policy)).toEqual({ 'asset-transfer': 'prove', withdrawal: 'ask', 'fiat-withdrawal': 'ask' });
  });

  test('stays to ask with a report alone', () => {
    const { policy } = define({ firstContact: reportWith() });
    expect(absenceIn(policy)).toEqual({ 'asset-transfer': 'ask', withdrawal: 'ask', 'fiat-withdrawal': 'ask' });
  });

  test('takes the report as it was read from its file', () => {
    const firstContact: unknown = JSON.parse(JSON.stringify(reportWith()));
    expect(() => define({ absence: 'prove', firstContact })).not.toThrow();
  });
});

describe('synth fails with the path, the reason and what to run', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['another word', { absence: 'guess' }, /absence: .*"ask" or "prove"/],
    [
      'no report',
      {},
      /absence: 'prove' takes an exchange check with hashkey-sandbox.*npm run exchange-check -- --exchange https:\/\/api-pro\.sim\.hashkeydev\.com --keys FILE/,
    ],
    [
      'a report of another environment',
      { firstContact: reportWith({ environment: 'hashkey-production' }) },
      /firstContact\.environment: is of hashkey-production; expected a report of hashkey-sandbox/,
    ],
    [
      'a report of another environment, also where nothing rests on it',
      { absence: 'ask', firstContact: reportWith({ environment: 'local' }) },
      /firstContact\.environment: is of local/,
    ],
    [
      'no known order by either route',
      { firstContact: reportWith({ routes: neither }) },
      /firstContact\.routes: no order that was known.*npm run exchange-check/,
    ],
    [
      'an exchange that takes requests whose window is over',
      { firstContact: reportWith({}, { A20: doesNotHold }) },
      /firstContact\.results\.A20: was not seen to hold on hashkey-sandbox.*expected absence: 'ask'/,
    ],
    [
      'an exchange of which nobody knows that',
      { firstContact: reportWith({ routes: formerRoutes }, { A20: { ...doesNotHold, result: 'not-checked' } }) },
      /firstContact\.results\.A20: was not seen to hold/,
    ],
    ['a report without a date', { firstContact: { ...reportWith(), checkedAt: 'today' } }, /firstContact\.checkedAt/],
    [
      'a report with something else in it',
      { firstContact: { ...reportWith(), by: 'me' } },
      /firstContact\.by: unknown field/,
    ],
    [
      'a result of another word',
      { firstContact: reportWith({}, { A3: { ...doesNotHold, result: 'perhaps' as 'holds' } }) },
      /firstContact\.results\.A3\.result/,
    ],
  ])('for %s', (_what, changes, says) => {
    expect(() => define({ absence: 'prove', ...changes })).toThrow(says);
  });
});
