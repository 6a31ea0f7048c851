import { describe, expect, test } from '@jest/globals';
import type { ReportedKeyHealth } from '../../../../infra/tools/keys/ask-key-health.ts';
import { exitCodeOf, keyCheckRow, linesOfCheck } from '../../../../infra/tools/keys/check-report.ts';
import { noKeyVersionId } from '../../../../infra/tools/keys/secret-store.ts';
import { dayMs } from '../../../functions/shared/key-health/support/checks.ts';
import { noon } from '../../../support/clock.ts';

const healthy: ReportedKeyHealth = { key: 'read', verdict: 'healthy', findings: [], idleDays: 0, clockSkewMs: -12 };
const version = (days: number) => ({ id: `version-of-${days}-days`, createdAt: noon - days * dayMs });

describe('the report on a key', () => {
  test('has the ages of its versions', () => {
    const checked = keyCheckRow(healthy, { current: version(3), previous: version(90) }, noon);
    expect(checked.current).toEqual({ id: 'version-of-3-days', putAt: '2026-11-17T10:00:00.000Z', days: 3 });
    expect(checked.former?.days).toBe(90);
    expect(checked).not.toHaveProperty('pending');
  });

  test('does not take for a key what stands there before the first one', () => {
    const checked = keyCheckRow(
      healthy,
      { current: version(3), previous: { id: noKeyVersionId, createdAt: noon } },
      noon,
    );
    expect(checked).not.toHaveProperty('former');
  });

  test('is a row, and below the rows what was found and what to do', () => {
    const findings: ReportedKeyHealth['findings'] = [
      { code: 'ip-refused', message: 'Our address is not on the list.' },
    ];
    const lines = linesOfCheck([
      keyCheckRow(healthy, { current: version(3), pending: version(1) }, noon),
      keyCheckRow({ key: 'fiat', verdict: 'broken', findings }, {}, noon),
    ]);
    expect(lines).toEqual([
      'key   verdict  idle  clock   current           former  waiting',
      'read  healthy  0 d   -12 ms  2026-11-17 (3 d)  -       2026-11-19 (1 d)',
      'fiat  broken   -     -       -                 -       -',
      'fiat:',
      '  broken: Our address is not on the list. (ip-refused)',
      '    what to do: put the outgoing addresses of this stage on the list of the key at the exchange, then try again',
    ]);
  });
});

test.each([
  [['healthy', 'unused'], 0],
  [['healthy', 'warning'], 1],
  [['broken', 'healthy'], 1],
] as const)('verdicts %j end with %d', (verdicts, code) => {
  expect(exitCodeOf(verdicts.map((verdict) => ({ ...healthy, verdict })))).toBe(code);
});
