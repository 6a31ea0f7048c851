import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { financeWorkflowDefinition } from '../../../infra/constructs/finance-workflow-definition.ts';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { field, type Json, list } from './template.ts';

const other = 'arn:aws:states:ap-east-1:111122223333:stateMachine:payments';
const withExample = makeStack('sandbox', {
  ...someTreasury,
  workflows: { exampleWaitSeconds: 345_600, stateMachines: [other] },
});
const [[machineId, machine] = ['', {}]] = withExample.ofType('AWS::StepFunctions::StateMachine');
type States = { [name: string]: { [field: string]: Json } };
const definition = JSON.parse(String(machine.DefinitionString)) as { States: States };
// The validator writes into what it is given.
const verdictOn = (given: unknown) => validate(structuredClone(given));
const reporterPermissions = (template: typeof withExample) => {
  const { Role } = template.one('AWS::Lambda::Function', 'FunctionName', 'hashkey-treasury-sandbox-task-outcome');
  return template.rightsOf(String(Role).replace(/\.Arn$/, '')).filter((right) => right.startsWith('states:'));
};

describe('who may be told of the end of a withdrawal', () => {
  test('nobody, where nobody may wait', () => {
    expect(reporterPermissions(stackOf('sandbox'))).toEqual([]);
    expect(stackOf('sandbox').ofType('AWS::StepFunctions::StateMachine')).toEqual([]);
  });

  test('exactly the state machines of the configuration, and the example', () => {
    expect(reporterPermissions(withExample)).toEqual(
      [machineId, other].flatMap((arn) => [`states:SendTaskFailure ${arn}`, `states:SendTaskSuccess ${arn}`]).sort(),
    );
  });
});

describe('the example of a finance workflow', () => {
  test('is valid Amazon States Language', () => {
    expect(verdictOn(definition)).toMatchObject({ isValid: true, errors: [] });
  });

  test.each<[string, (states: States) => void, string]>([
    [
      'leads to a state that is not there',
      ({ AskPeople = {} }) => Object.assign(AskPeople, { Next: 'Nowhere' }),
      'MISSING_TRANSITION_TARGET',
    ],
    ['has a task without a resource', ({ Settle = {} }) => delete Settle.Resource, 'SCHEMA_VALIDATION_FAILED'],
    ['has a state that leads nowhere', ({ Compensate = {} }) => delete Compensate.End, 'TERMINAL_STATE_WITH_NEXT'],
  ])('broken on purpose, the validator finds it: it %s', (_what, breakIt, code) => {
    const broken = structuredClone(definition);
    breakIt(broken.States);
    const { isValid, errors } = verdictOn(broken);
    expect(isValid).toBe(false);
    expect(errors.map((error) => error['Error code'])).toContain(code);
  });

  test('waits for the end with a task token, for as long as the configuration says', () => {
    expect(definition).toEqual(financeWorkflowDefinition(345_600));
    expect(definition.States.RequestWithdrawal).toMatchObject({ TimeoutSeconds: 345_600 });
  });

  test('takes nothing but the five certain ends for not paid', () => {
    const [certain, all] = list(field(definition.States, 'RequestWithdrawal', 'Catch'));
    expect(certain).toMatchObject({
      ErrorEquals: ['failed', 'rejected', 'declined', 'canceled', 'expired'],
      Next: 'ReadReason',
    });
    expect(all).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'AskPeople' });
  });

  test('is named, and filled in with the bus and the topic that people are told by', () => {
    expect(machine).toMatchObject({
      StateMachineName: 'hashkey-treasury-sandbox-finance-workflow',
      StateMachineType: 'STANDARD',
      DefinitionSubstitutions: { EventBusName: 'Bus', AlarmTopicArn: 'Alarms' },
    });
  });

  test('has a role that is taken on for this one state machine', () => {
    const role = withExample.resources.get(String(machine.RoleArn).replace(/\.Arn$/, ''))?.Properties;
    const [trust] = list(field(role?.AssumeRolePolicyDocument, 'Statement')) as { [key: string]: Json }[];
    expect(trust).toMatchObject({
      Principal: { Service: 'states.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    expect(JSON.stringify(field(trust, 'Condition', 'ArnEquals'))).toContain(
      ':stateMachine:hashkey-treasury-sandbox-finance-workflow',
    );
  });
});
