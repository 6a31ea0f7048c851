import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnEventBus, type EventBus } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, type IRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { assert } from '../../functions/shared/core/errors.ts';
import { eventSource } from '../../functions/shared/core/names.ts';

/**
 * Keeps our source on a bus for our own roles. It is denied to all others, whatever else allows it: who could speak as
 * us could tell people and workflows that something was paid.
 */
export class ReservedEventSource {
  private readonly roles: string[] = [];

  constructor(bus: EventBus, busName: string) {
    const made = bus.node.defaultChild;
    assert(made instanceof CfnEventBus, `${bus.node.path} is no bus`);
    const statement = new PolicyStatement({
      sid: 'OurSourceIsOurs',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['events:PutEvents'],
      // By its name: the policy is a part of the bus.
      resources: [Stack.of(bus).formatArn({ service: 'events', resource: 'event-bus', resourceName: busName })],
      conditions: {
        // One event of a call is enough.
        'ForAnyValue:StringEquals': { 'events:source': eventSource },
        ArnNotEquals: { 'aws:PrincipalArn': Lazy.list({ produce: () => this.roles }) },
      },
    });
    made.policy = new PolicyDocument({ statements: [statement] });
  }

  /** This role is one of us. */
  allowRole({ roleArn }: IRole): void {
    this.roles.push(roleArn);
  }
}
