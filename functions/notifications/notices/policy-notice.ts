import type { Millis } from '../../shared/core/clock.ts';
import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import type { PolicyChanged } from '../bus-event.ts';
import { fact, groupsOf, momentText, type Notice } from './notice.ts';

/** A mail names so many places of a policy, and how many more there are. */
const pathsShown = 20;

/** A looser policy that waits. Its values stay in the treasury. `isWaiting`: whether it does by the policy as it is now. */
export function policyNotice(
  { number, what, by, paths = [], actsAt }: PolicyChanged,
  { roles }: PolicyInForce,
  isWaiting: boolean,
  now: Millis,
): Notice | undefined {
  if (what !== 'loosening-proposed' || actsAt === undefined || Date.parse(actsAt) <= now) return undefined;
  if (!isWaiting) return undefined;
  const rest = paths.length - pathsShown;
  const shown = [...paths.slice(0, pathsShown), ...(rest > 0 ? [`and ${rest} more`] : [])];
  return {
    kind: 'policy-waiting',
    about: 'policy',
    step: String(number),
    groups: groupsOf(roles.operator, roles.approver),
    headline: 'A looser policy waits',
    summary: `acts at ${momentText(Date.parse(actsAt))}`,
    facts: [
      ...fact('Acts at', momentText(Date.parse(actsAt))),
      ...fact('Deployed by', by),
      ...shown.flatMap((path) => fact('Looser in', path)),
    ],
    next: 'Whoever does not expect it vetoes it before that time: one operator or approver is enough.',
    path: '/policy',
  };
}
