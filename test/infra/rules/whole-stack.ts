import type { Treasury } from '../../../infra/config/define-treasury.ts';
import { makeStack, someTreasury } from '../stacks/stack-fixture.ts';
import type { Template } from '../stacks/template.ts';

/** Every option that a configuration has. */
export const wholeTreasury: Treasury = {
  ...someTreasury,
  exchangeCheckedAt: '2026-11-21T10:15:05.000Z',
  notifications: { emails: ['treasury-oncall@example.com'] },
  egress: { natGateways: 2 },
  workflows: { exampleWaitSeconds: 60, stateMachines: [] },
};

let made: Template | undefined;

/** Stage production with every option. */
export function wholeStack(): Template {
  made ??= makeStack('production', wholeTreasury);
  return made;
}
