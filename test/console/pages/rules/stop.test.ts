import { describe, expect, test } from '@jest/globals';
import { mayStop } from '../../../../console/pages/rules/stop/may-stop.ts';
import { resumeStep } from '../../../../console/pages/rules/stop/resume-step.ts';
import { scopeForms, scopeKinds, scopeOf } from '../../../../console/pages/rules/stop/scope.ts';
import { emptyStopForm, reasonMax, stopRequest } from '../../../../console/pages/rules/stop/stop-request.ts';
import { texts } from '../../../../console/texts/en/stop.ts';
import { scopeWords } from '../../../../console/texts/scope-words.ts';
import { isScope } from '../../../../functions/shared/ledger/pause/scope.ts';

const form = { ...emptyStopForm, reason: 'odd withdrawals' };

describe('a stop', () => {
  test('is of everything where nothing else was chosen, and takes a reason alone', () => {
    expect(stopRequest(form)).toEqual({ isRight: true, scope: 'all', reason: 'odd withdrawals' });
    expect(stopRequest({ ...form, reason: '  ' })).toEqual({ isRight: false, reason: 'missing' });
    expect(stopRequest({ ...form, reason: 'x'.repeat(reasonMax + 1) })).toEqual({ isRight: false, reason: 'too-long' });
  });

  test('of one thing takes its name, whatever was chosen before', () => {
    expect(stopRequest({ ...form, form: 'coin' })).toEqual({ isRight: false, name: 'missing' });
    expect(stopRequest({ ...form, form: 'coin', name: ' USDT ' })).toMatchObject({ scope: 'coin:USDT' });
    expect(stopRequest({ ...form, form: 'kind', name: 'left over' })).toMatchObject({ scope: 'kind:withdrawal' });
    expect(stopRequest({ ...form, name: 'left over' })).toMatchObject({ scope: 'all' });
  });

  test('has only scopes that the API takes', () => {
    const scopes = scopeForms.flatMap((each) => (each === 'kind' ? scopeKinds : ['USDT']).map((n) => scopeOf(each, n)));
    expect(scopes.filter((scope) => !isScope(scope))).toEqual([]);
  });

  test('is offered to operators and approvers only', () => {
    expect(mayStop(new Set(['operator']))).toBe(true);
    expect(mayStop(new Set(['approver']))).toBe(true);
    expect(mayStop(new Set(['requester', 'whitelister', 'auditor']))).toBe(false);
  });
});

describe('the words of a scope', () => {
  test('name what it stops', () => {
    expect(scopeWords('all', texts.scopes)).toBe('everything');
    expect(scopeWords('kind:fiat-withdrawal', texts.scopes)).toBe('all payments to banks');
    expect(scopeWords('destination:acme-usdt-eth', texts.scopes)).toBe('everything to acme-usdt-eth');
  });

  test('are the scope itself where it is one that this page does not know', () => {
    expect(scopeWords('kind:loan', texts.scopes)).toBe('kind:loan');
    expect(scopeWords('chain:ETH', texts.scopes)).toBe('chain:ETH');
  });
});

test('a resume takes two people, and capitals make no second one', () => {
  const resume = { by: 'Frank@example.com', at: '2026-11-30T10:00:00.000Z' };
  expect(resumeStep({}, 'frank@example.com')).toBe('first');
  expect(resumeStep({ resume }, 'frank@example.com')).toBe('own');
  expect(resumeStep({ resume }, 'bob@example.com')).toBe('second');
  // Without a signature, where one is asked for, nobody has resumed it yet.
  expect(resumeStep({ resume }, 'frank@example.com', true)).toBe('first');
  expect(resumeStep({ resume: { ...resume, device: 'a' } }, 'frank@example.com', true)).toBe('own');
});
