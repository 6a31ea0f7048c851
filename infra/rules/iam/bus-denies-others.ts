import { eventSource } from '../../../functions/shared/core/names.ts';
import type { Rule } from '../rule.ts';
import { type Statement, statementsOf } from '../statements.ts';
import { property } from '../template.ts';

export const busDeniesOthers: Rule = {
  name: 'bus-denies-others',
  requires:
    `The bus denies events with the source ${eventSource} to all but our roles: people and workflows ` +
    'believe them.',
  violations: (template) =>
    template
      .ofType('AWS::Events::EventBus')
      .filter((bus) => !statementsOf(property(bus, 'Policy')).some(deniesOurSource))
      .map(({ id }) => id),
};

function deniesOurSource({ effect, actions, condition }: Statement): boolean {
  const isAboutOurs = JSON.stringify(condition ?? {}).includes(`"${eventSource}"`);
  return effect === 'Deny' && actions.includes('events:PutEvents') && isAboutOurs;
}
