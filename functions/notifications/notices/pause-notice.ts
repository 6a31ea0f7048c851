import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import type { PauseChanged } from '../bus-event.ts';
import { fact, groupsOf, momentText, type Notice } from './notice.ts';

const words: Readonly<Record<PauseChanged['what'], { readonly headline: string; readonly next: string }>> = {
  paused: {
    headline: 'Sending is paused',
    next: 'Nothing that this covers leaves. It takes two people to go on.',
  },
  'resume-proposed': {
    headline: 'A second person is asked to resume',
    next: 'It stays paused until a second person ends the pause too. Ask why it was paused before you do.',
  },
  resumed: { headline: 'Sending goes on', next: 'What was held for this pause leaves within a minute or two.' },
};

/**
 * One change of the switch. Requesters are told of it as well, unless only a second person is looked for. `isAsked`:
 * whether the pause as it is now waits for that person.
 */
export function pauseNotice(change: PauseChanged, { roles }: PolicyInForce, isAsked: boolean): Notice | undefined {
  const { number, what, scope, by, reason, at, standing } = change;
  if (what === 'resume-proposed' && !isAsked) return undefined;
  const { operator, approver, requester } = roles;
  return {
    kind: what,
    about: `pause ${scope}`,
    step: String(number),
    groups: groupsOf(operator, approver, what === 'resume-proposed' ? [] : requester),
    headline: words[what].headline,
    summary: scope,
    facts: [
      ...fact('Scope', scope),
      ...fact('By', by),
      ...fact('Reason', reason),
      ...fact('At', momentText(Date.parse(at))),
      ...fact('Paused by then', standing.length === 0 ? 'nothing' : standing.join(', ')),
    ],
    next: words[what].next,
    path: '/pause',
  };
}
