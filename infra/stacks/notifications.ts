import type { Treasury } from '../config/define-treasury.ts';
import type { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { StackDependencies } from './dependencies.ts';

/**
 * Lets the function notify people, and tells it where they look at what it tells: the address of the configuration, or
 * the API's own.
 */
export function connectNotifications(
  { stage, bus }: StackDependencies,
  notifier: TreasuryFunction,
  apiUrl: string,
  { notifications }: Treasury,
): void {
  const { lambda, role } = notifier;
  lambda.addEnvironment('NOTIFICATION_TOPIC_ARN', bus.people.topic.topicArn);
  lambda.addEnvironment('NOTIFICATION_LINK', notifications?.link ?? apiUrl);
  lambda.addEnvironment('STAGE_NAME', stage.name);
  bus.people.allowRoleToPublish(role);
}
