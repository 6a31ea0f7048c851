import { eventSource } from '../../../functions/base/names.ts';
import type { Rule } from '../rule.ts';
import { statementsOf } from '../statements.ts';
import { namesIn, property } from '../template.ts';

export const busDeniesOthers: Rule = {
  name: 'bus-denies-others',
  demands: `The bus denies events with the source ${eventSource} to all but our roles: people and workflows believe them.`,
  breaches: (template) => {
    const guarded = template
      .ofType('AWS::Events::EventBusPolicy')
      .filter((policy) =>
        statementsOf(property(policy, 'Statement')).some(
          ({ effect, actions, condition }) =>
            effect === 'Deny' &&
            actions.includes('events:PutEvents') &&
            JSON.stringify(condition ?? {}).includes(`"${eventSource}"`),
        ),
      )
      .flatMap((policy) => [...namesIn(property(policy, 'EventBusName'))]);
    return template
      .ofType('AWS::Events::EventBus')
      .filter(({ id }) => !guarded.includes(id))
      .map(({ id }) => id);
  },
};
