import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { financeWorkflowDefinition, workflowSource } from './finance-workflow-definition.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { nameIn, type Stage } from './stage.ts';
import type { TreasuryBus } from './treasury-bus.ts';

export interface FinanceWorkflowProps {
  readonly stage: Stage;
  readonly bus: TreasuryBus;
  /** How long it waits for the end of a withdrawal before it asks people to look. */
  readonly waitSeconds: number;
}

/**
 * An example of a finance workflow that waits for a withdrawal. A standard workflow: Step Functions keeps the history
 * of each execution for 90 days. It has no log group and no traces of its own: the rights for both exist on `*` only,
 * and a log of its data would hold task tokens.
 */
export class FinanceWorkflow extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { stage, bus, waitSeconds }: FinanceWorkflowProps) {
    super(scope, id);
    const stateMachineName = nameIn(stage, 'finance-workflow');
    const role = this.role(stateMachineName, bus);
    const machine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: 'STANDARD',
      definitionString: JSON.stringify(financeWorkflowDefinition(waitSeconds)),
      definitionSubstitutions: { EventBusName: bus.bus.eventBusName, AlarmTopicArn: bus.alarms.topic.topicArn },
      roleArn: role.roleArn,
    });
    pinLogicalId(machine, 'FinanceWorkflow');
    const noTraces = 'The right to write traces exists on * only, and each step is in its history for 90 days';
    acknowledge(machine, {
      'AwsSolutions-SF1': 'A log of its data would hold task tokens; each step is in its history for 90 days',
      'AwsSolutions-SF2': noTraces,
      'Serverless-StepFunctionStateMachineXray': noTraces,
    });
    // Its rights first: an execution may begin as soon as it is there.
    machine.node.addDependency(role);
    this.arn = machine.ref;
  }

  /** For this one state machine: it may put finance's events, never ours, and ask people to look. */
  private role(stateMachineName: string, bus: TreasuryBus): Role {
    const stack = Stack.of(this);
    const arn = stack.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: stateMachineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const role = new Role(this, 'Role', {
      description: `What ${stateMachineName} may do`,
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnEquals: { 'aws:SourceArn': arn } },
      }),
    });
    bus.allowPutAs(role, workflowSource);
    bus.alarms.allowRoleToPublish(role);
    return role;
  }
}
