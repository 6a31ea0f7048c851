import { makeStack, someTreasury } from '../stacks/stack-fixture.ts';
import type { Template } from '../stacks/template.ts';

let made: Template | undefined;

/** Stage production with every option that a configuration has. */
export function wholeStack(): Template {
  made ??= makeStack('production', {
    ...someTreasury,
    egress: { natGateways: 2 },
    workflows: { exampleWaitSeconds: 60, stateMachines: [] },
  });
  return made;
}
