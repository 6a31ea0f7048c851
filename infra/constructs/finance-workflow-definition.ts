import type { InstructionStatus } from '../../functions/shared/ledger/instruction/instruction.ts';

/** Ends that are certain: the money did not move and will not. They are the errors that `task-outcome` reports. */
const notPaidStatuses: readonly InstructionStatus[] = ['failed', 'rejected', 'declined', 'canceled', 'expired'];

/** Finance's own source: `hashkey-treasury` is ours. */
export const workflowSource = 'com.example.finance';

/** The bus refused the event, so nothing was asked for. Asking twice is safe in any case: the id is the same. */
const retryFailedEntry = [
  { ErrorEquals: ['EventBridge.FailedEntry'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 },
];

/** What nobody has foreseen is no proof that nothing was paid. */
const catchToAskPeople = { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'AskPeople' };

/**
 * A payment through this treasury, in Amazon States Language: request it, wait for its end, then settle or compensate.
 * Its input is a `WithdrawalRequested` without the task token, with a note. `${EventBusName}` and `${AlarmTopicArn}`
 * are filled in by CloudFormation.
 */
export function financeWorkflowDefinition(waitSeconds: number): Readonly<Record<string, unknown>> {
  return {
    Comment: 'Requests a withdrawal, waits for its end, and settles or compensates',
    StartAt: 'RequestWithdrawal',
    States: {
      RequestWithdrawal: {
        Type: 'Task',
        Comment: 'Waits until hashkey-treasury reports the end with the task token',
        Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
        TimeoutSeconds: waitSeconds,
        Parameters: eventParameters('WithdrawalRequested', {
          'instructionId.$': '$.instructionId',
          'destination.$': '$.destination',
          'coin.$': '$.coin',
          'chain.$': '$.chain',
          'quantity.$': '$.quantity',
          'requestedBy.$': '$.requestedBy',
          'note.$': '$.note',
          'taskToken.$': '$$.Task.Token',
        }),
        ResultPath: '$.withdrawal',
        Retry: retryFailedEntry,
        Catch: [{ ErrorEquals: notPaidStatuses, ResultPath: '$.failure', Next: 'ReadReason' }, catchToAskPeople],
        Next: 'IsOursSettled',
      },
      IsOursSettled: choiceIfOurs('Settle'),
      Settle: publishEvent('PaymentSettled', { 'withdrawal.$': '$.withdrawal' }),
      ReadReason: {
        Type: 'Pass',
        Parameters: { 'withdrawal.$': 'States.StringToJson($.failure.Cause)', 'instructionId.$': '$.instructionId' },
        Next: 'IsOursNotMade',
      },
      IsOursNotMade: choiceIfOurs('Compensate'),
      Compensate: publishEvent('PaymentNotMade', { 'withdrawal.$': '$.withdrawal' }),
      NotOurs: {
        Type: 'Pass',
        Comment: 'Somebody asked for another withdrawal with our token. What became of ours is not known',
        Result: { Error: 'OtherWithdrawal' },
        ResultPath: '$.failure',
        Next: 'AskPeople',
      },
      AskPeople: {
        Type: 'Task',
        Comment: 'Whether it was paid is not known here. Nobody may pay again before somebody has looked',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: {
          TopicArn: placeholder('AlarmTopicArn'),
          Message: {
            alarm: 'PaymentUnclear',
            'instructionId.$': '$.instructionId',
            'error.$': '$.failure.Error',
            'execution.$': '$$.Execution.Id',
          },
        },
        ResultPath: null,
        Next: 'WaitOn',
      },
      WaitOn: {
        Type: 'Choice',
        Comment:
          'Asked for again under the same id it is the same withdrawal: it is not paid twice, and reported at once ' +
          'if it has ended',
        Choices: [{ Variable: '$.failure.Error', StringEquals: 'States.Timeout', Next: 'RequestWithdrawal' }],
        Default: 'Unclear',
      },
      Unclear: { Type: 'Fail', Error: 'PaymentUnclear', Cause: 'People were asked to look' },
    },
  };
}

/** Whoever may read the bus sees the token, and may ask for something else with it: its end is not ours. */
function choiceIfOurs(next: string): Readonly<Record<string, unknown>> {
  const isOurs = { Variable: '$.withdrawal.id', StringEqualsPath: '$.instructionId', Next: next };
  return { Type: 'Choice', Choices: [isOurs], Default: 'NotOurs' };
}

function publishEvent(
  detailType: string,
  detail: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::events:putEvents',
    Parameters: eventParameters(detailType, { 'instructionId.$': '$.instructionId', ...detail }),
    ResultPath: null,
    Retry: retryFailedEntry,
    Catch: [catchToAskPeople],
    End: true,
  };
}

function eventParameters(
  detailType: string,
  detail: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entry = {
    EventBusName: placeholder('EventBusName'),
    Source: workflowSource,
    DetailType: detailType,
    Detail: detail,
  };
  return { Entries: [entry] };
}

/** `${Name}`, as DefinitionSubstitutions fills it in. */
function placeholder(name: string): string {
  return `\${${name}}`;
}
