import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';

const arn = 'arn:aws:states:ap-east-1:111122223333:stateMachine:payments';
const workflowsOf = (changes: Record<string, unknown>) => defineTreasury(configWith(changes)).workflows;

describe('who may wait for a withdrawal', () => {
  test('is nobody where the configuration says nothing', () => {
    expect(workflowsOf({})).toEqual({ stateMachines: [] });
  });

  test('is each state machine that is named', () => {
    expect(workflowsOf({ workflows: { stateMachines: [arn] } })).toEqual({ stateMachines: [arn] });
  });

  test.each([
    'payments',
    'arn:aws:states:ap-east-1:111122223333:stateMachine:*',
    'arn:aws:states:ap-east-1:*:stateMachine:payments',
    'arn:aws:states:ap-east-1:111122223333:stateMachine:payments:1',
    'arn:aws:states:ap-east-1:111122223333:activity:payments',
    '*',
  ])('is never more than one at a time: %s is refused', (wrong) => {
    expect(() => workflowsOf({ workflows: { stateMachines: [wrong] } })).toThrow('workflows.stateMachines.0');
  });
});

describe('the example', () => {
  test.each([
    ['30m', 2 * 1_800 + 172_800],
    ['24h', 2 * 86_400 + 172_800],
    ['7d', 14 * 86_400 + 172_800],
  ])(
    'with approvalExpiry %s waits longer than a withdrawal may wait for people and for its release',
    (approvalExpiry, seconds) => {
      expect(workflowsOf({ approvalExpiry, workflows: { example: true } })).toEqual({
        exampleWaitSeconds: seconds,
        stateMachines: [],
      });
    },
  );
});
