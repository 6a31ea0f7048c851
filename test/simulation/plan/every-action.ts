import type { Action, Plan } from './plan.ts';

/** What a plan lets happen, also what waits for its moment. */
export function everyAction({ actions }: Pick<Plan, 'actions'>): readonly Action[] {
  return actions.map(innermost);
}

function innermost(action: Action): Action {
  return action.kind === 'trigger' ? innermost(action.then) : action;
}
