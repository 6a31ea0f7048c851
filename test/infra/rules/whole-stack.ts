import type { Treasury } from '../../../infra/config/define-treasury.ts';
import { makeStack, someTreasury } from '../stacks/stack-fixture.ts';
import type { Template } from '../stacks/template.ts';

/** Every option that a configuration has. */
export const wholeTreasury: Treasury = {
  ...someTreasury,
  egress: { natGateways: 2 },
  workflows: { exampleWaitSeconds: 60, stateMachines: [] },
};

let made: Template | undefined;

/** Stage production with every option. */
export function wholeStack(): Template {
  made ??= makeStack('production', wholeTreasury);
  return made;
}
