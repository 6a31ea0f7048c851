import type { Status } from '../../functions/ledger/instruction/instruction.ts';

/** Ends that are certain: the money did not move and will not. They are the errors that `task-outcome` reports. */
const notPaid: readonly Status[] = ['failed', 'rejected', 'declined', 'canceled', 'expired'];

/** Finance's own source: `hashkey-treasury` is ours. */
export const workflowSource = 'com.example.finance';

/** The bus refused the event, so nothing was asked for. Asking twice is safe in any case: the id is the same. */
const whenTheBusRefuses = [
  { ErrorEquals: ['EventBridge.FailedEntry'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 },
];

/** What nobody has foreseen is no proof that nothing was paid. */
const askPeople = { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'AskPeople' };

/**
 * A payment through this treasury, in Amazon States Language: request it, wait for its end, then settle or compensate. Its
 * input is a `WithdrawalRequested` without the task token, with a note. `${EventBusName}` and `${AlarmTopicArn}` are filled
 * in by CloudFormation.
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
        Parameters: event('WithdrawalRequested', {
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
        Retry: whenTheBusRefuses,
        Catch: [{ ErrorEquals: notPaid, ResultPath: '$.failure', Next: 'Compensate' }, askPeople],
        Next: 'Settle',
      },
      Settle: tell('PaymentSettled', { 'withdrawal.$': '$.withdrawal' }),
      Compensate: tell('PaymentNotMade', { 'withdrawal.$': 'States.StringToJson($.failure.Cause)' }),
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
          'Asked for again under the same id it is the same withdrawal: it is not paid twice, and reported at once if it has ended',
        Choices: [{ Variable: '$.failure.Error', StringEquals: 'States.Timeout', Next: 'RequestWithdrawal' }],
        Default: 'Unclear',
      },
      Unclear: { Type: 'Fail', Error: 'PaymentUnclear', Cause: 'People were asked to look' },
    },
  };
}

function tell(detailType: string, detail: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::events:putEvents',
    Parameters: event(detailType, { 'instructionId.$': '$.instructionId', ...detail }),
    ResultPath: null,
    Retry: whenTheBusRefuses,
    Catch: [askPeople],
    End: true,
  };
}

function event(detailType: string, detail: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
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
