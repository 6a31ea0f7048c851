import type { Treasury } from '../../../infra/config/define-treasury.ts';
import { makeStack, someTreasury } from '../stacks/stack-fixture.ts';
import type { Template } from '../stacks/template.ts';

const certificateArn = 'arn:aws:acm:ap-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';

/** Every option that a configuration has. */
export const wholeTreasury: Treasury = {
  ...someTreasury,
  exchangeCheckedAt: '2026-11-21T10:15:05.000Z',
  notifications: { emails: ['treasury-oncall@example.com'] },
  ...(someTreasury.console === undefined
    ? {}
    : { console: { ...someTreasury.console, domain: { name: 'treasury.example.com', certificateArn } } }),
  egress: { natGateways: 2 },
  workflows: { exampleWaitSeconds: 60, stateMachines: [] },
};

let made: Template | undefined;

/** Stage production with every option. */
export function wholeStack(): Template {
  made ??= makeStack('production', wholeTreasury);
  return made;
}
