import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  claimed,
  claimedAgain,
  completed,
  type ExportClaim,
  type ExportProgress,
  nextStep,
  type RetryReason,
  shouldAlarm,
  started,
} from '../../../functions/ledger-export/progress.ts';
import { type ExportSpan, endOf, fullSpan, incrementMs } from '../../../functions/shared/ledger/export-span.ts';
import { noon } from '../../support/clock.ts';

const hour = 3_600_000;
const increment: ExportSpan = { kind: 'increment', from: noon, to: noon + incrementMs };
const dayLater = noon + incrementMs + hour;
const claimOf = (change: Partial<ExportClaim> = {}): ExportClaim => ({
  span: increment,
  token: 'one',
  claimedAt: dayLater,
  tries: 1,
  ...change,
});

describe('what is to be done', () => {
  test('first the whole table', () => {
    expect(nextStep({}, noon)).toEqual({ kind: 'claim', span: fullSpan(noon - 600_000) });
  });

  test('then nothing, until a day is over', () => {
    expect(nextStep({ exportedUntil: noon }, noon + incrementMs)).toEqual({ kind: 'wait' });
    expect(nextStep({ exportedUntil: noon }, dayLater)).toEqual({ kind: 'claim', span: increment });
  });

  test('what is claimed is begun, and what is begun is asked for', () => {
    const claim = claimOf();
    expect(nextStep({ exportedUntil: noon, claim }, dayLater)).toEqual({ kind: 'start', claim });
    const begun = claimOf({ exportArn: 'arn' });
    const asked = { kind: 'ask', claim: begun, exportArn: 'arn' };
    expect(nextStep({ exportedUntil: noon, claim: begun }, dayLater)).toEqual(asked);
    expect(nextStep({ exportedUntil: noon, claim: begun }, dayLater + 90 * incrementMs)).toEqual(asked);
  });

  test('a claim whose token DynamoDB may have forgotten is made anew', () => {
    const claim = claimOf();
    const stepAfter = (ms: number) => nextStep({ exportedUntil: noon, claim }, dayLater + ms);
    expect(stepAfter(7 * hour)).toMatchObject({ kind: 'start' });
    expect(stepAfter(7 * hour + 1)).toEqual({ kind: 'claim-again', claim, why: 'not-started' });
  });

  test('a moment that is not settled yet is waited for', () => {
    const claim = claimOf({ span: fullSpan(dayLater) });
    expect(nextStep({ claim }, dayLater + 599_000)).toEqual({ kind: 'wait' });
    expect(nextStep({ claim }, dayLater + 600_000)).toEqual({ kind: 'start', claim });
  });

  test('a day that recovery reaches no longer is given up', () => {
    const claim = claimOf();
    const step = nextStep({ exportedUntil: noon, claim }, noon + 35 * incrementMs);
    expect(step).toEqual({ kind: 'claim-again', claim, why: 'out-of-reach' });
  });
});

describe('a claim that is made again', () => {
  const again = (claim: ExportClaim, why: RetryReason) =>
    claimedAgain({ exportedUntil: noon, claim }, claim, why, 'two', dayLater);

  test('is for the same day, under another token', () => {
    const { claim } = again(claimOf({ exportArn: 'arn' }), 'failed');
    expect(claim).toEqual({ span: increment, token: 'two', claimedAt: dayLater, tries: 2 });
  });

  test('is for the whole table where the day is lost, and what was exported is not forgotten', () => {
    const { claim, exportedUntil } = again(claimOf(), 'out-of-reach');
    expect(claim?.span).toEqual(fullSpan(dayLater));
    expect(exportedUntil).toBe(noon);
  });

  test('of the whole table takes it as it stands by then', () => {
    expect(again(claimOf({ span: fullSpan(noon) }), 'failed').claim?.span).toEqual(fullSpan(dayLater));
  });
});

describe('people are told', () => {
  test.each<[string, Partial<ExportClaim>, RetryReason, boolean]>([
    ['of an export that failed', {}, 'failed', true],
    ['of a day that is lost', {}, 'out-of-reach', true],
    ['of one that was never begun', { span: fullSpan(noon) }, 'not-started', true],
    ['not of a table that is too young to be exported', { span: fullSpan(noon) }, 'out-of-reach', false],
    ['of a table that stays too young', { span: fullSpan(noon), tries: 2 }, 'out-of-reach', true],
  ])('%s', (_what, change, why, isTold) => {
    expect(shouldAlarm(claimOf(change), why)).toBe(isTold);
  });
});

describe('whatever happens to it', () => {
  /** What the world does at a step: how long it takes, and how DynamoDB answers. */
  const turns = fc.array(
    fc.record({
      wait: fc.integer({ min: 0, max: 60 * hour }),
      answer: fc.constantFrom('good', 'bad', 'crash', 'lost'),
    }),
    { maxLength: 200 },
  );

  test('what is complete joins, from the last whole table on', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const complete: ExportSpan[] = [];
        let now = noon;
        let progress: ExportProgress = {};
        for (const { wait, answer } of all) {
          now += wait;
          progress = turn(progress, now, answer, complete);
        }
        for (const [index, span] of complete.entries()) {
          const before = complete[index - 1];
          if (span.kind === 'full') continue;
          expect(before === undefined ? undefined : endOf(before)).toBe(span.from);
          expect(span.to - span.from).toBe(incrementMs);
        }
        expect(progress.exportedUntil).toBe(complete.length === 0 ? undefined : endOf(complete.at(-1) as ExportSpan));
      }),
    );
  });
});

function turn(progress: ExportProgress, now: number, answer: string, complete: ExportSpan[]): ExportProgress {
  const step = nextStep(progress, now);
  if (answer === 'crash') return progress;
  switch (step.kind) {
    case 'wait':
      return progress;
    case 'claim':
      return claimed(progress, step.span, `${now}`, now);
    case 'claim-again':
      return claimedAgain(progress, step.claim, step.why, `${now}`, now);
    case 'start':
      if (answer === 'lost') return claimedAgain(progress, step.claim, 'out-of-reach', `${now}`, now);
      return answer === 'bad' ? progress : started(progress, step.claim, 'arn');
    case 'ask':
      if (answer === 'bad') return claimedAgain(progress, step.claim, 'failed', `${now}`, now);
      complete.push(step.claim.span);
      return completed(step.claim);
  }
}
