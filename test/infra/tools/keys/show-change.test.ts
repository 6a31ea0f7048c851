import { describe, expect, test } from '@jest/globals';
import { keyTtlMs } from '../../../../functions/shared/core/key-versions.ts';
import { judgeKeyHealth } from '../../../../functions/shared/key-health/judge-key-health.ts';
import { stageOf } from '../../../../infra/config/stage-name.ts';
import { functionRecords } from '../../../../infra/functions/function-records.ts';
import type { KeyChange } from '../../../../infra/tools/keys/set-key.ts';
import { changeAsJson, linesOfChange } from '../../../../infra/tools/keys/show-change.ts';
import { working } from '../../../functions/shared/key-health/support/checks.ts';
import { noon } from '../../../support/clock.ts';

const health = judgeKeyHealth({
  key: 'read',
  isNeeded: true,
  answer: { kind: 'answered', check: working('read') },
  at: noon,
});
const tried = { decision: 'taken', health } as const;
const changed = (change: KeyChange) => ({ key: 'read', stage: stageOf('sandbox'), change, at: noon }) as const;
const current: KeyChange = { outcome: 'current', tried, isFirst: false };

describe('a change of the current key', () => {
  test('tells until when the former one is needed: as long as a function may hold it, and be at work with it', () => {
    const longest = functionRecords.statements.timeoutSeconds * 1_000;
    const { keepBothUntil } = { keepBothUntil: undefined, ...changeAsJson(changed(current)) };
    expect(keepBothUntil).toBe(new Date(noon + keyTtlMs + longest).toISOString());
    const [, both, back] = linesOfChange(changed(current));
    expect(both).toBe(
      'Keep BOTH keys valid at the exchange until 10:20:00 UTC: by then every function has read the new one.',
    );
    const [, ofPayments] = linesOfChange({ ...changed(current), key: 'withdrawal' });
    expect(ofPayments).toContain('until 10:06:00 UTC');
    expect(back).toContain('npm run keys -- back read --stage sandbox');
  });

  test('of the first key needs no other', () => {
    const first: KeyChange = { ...current, isFirst: true };
    expect(linesOfChange(changed(first)).join('\n')).not.toContain('BOTH');
    expect(changeAsJson(changed(first))).toEqual({
      key: 'read',
      stage: 'sandbox',
      outcome: 'current',
      verdict: 'healthy',
      findings: [],
    });
  });
});

test.each<[KeyChange, string]>([
  [{ outcome: 'refused', tried }, 'the current key stays what it was'],
  [{ outcome: 'declined', tried }, 'because of the warnings'],
  [{ outcome: 'overtaken', tried }, 'somebody else changed this key at the same time'],
  [{ outcome: 'nothing-to-go-back-to' }, 'no former key'],
])('no change is told with its reason, and not as a change: %j', (change, says) => {
  expect(linesOfChange(changed(change)).join('\n')).toContain(says);
  expect(changeAsJson(changed(change))).toMatchObject({ outcome: change.outcome });
  expect(changeAsJson(changed(change))).not.toHaveProperty('keepBothUntil');
});
