import type { Draws } from '../engine/draws.ts';
import { approvers, boardMember, confirmer, proposer, requesters } from './personas.ts';
import type { Action, Moment, RequestBody } from './plan.ts';

type DecisionAction = Extract<Action, { kind: 'word' }>;

/** What people say of one instruction, some time after it asks for them. */
export function decisionsOf(draws: Draws, asked: RequestBody, isCalm: boolean): Action[] {
  const { instructionId: of } = asked;
  const soonMs = isCalm ? 1_000 : draws.pick([50, 1_000, 1_000, 30_000, 200_000]);
  const decisionBy = (by: string, afterMs: number, change: Partial<DecisionAction> = {}) =>
    atMoment('awaiting-approval', of, afterMs, {
      at: 0,
      kind: 'word',
      of,
      by,
      decision: 'approve',
      isOfThis: true,
      ...change,
    });
  if (isCalm) return approvers.map((by, index) => decisionBy(by, soonMs * (index + 1)));
  // Who comes late, or never, leaves it to the others.
  const share = draws.pick([0.85, 0.85, 0.5]);
  const usual = approvers.filter(() => draws.happens(share)).map((by) => decisionBy(by, draws.between(1, soonMs)));
  const odd = draws.happens(0.4)
    ? mistakesOf(draws, asked).map((each) => decisionBy(each.by, draws.between(1, soonMs), each))
    : [];
  const cancels = draws.happens(0.2) ? [cancelOf(draws, asked)] : [];
  return [...usual, ...odd, ...cancels];
}

/**
 * Words that must not count: of who may not, of who has said so already, or of something else. And words against it.
 */
function mistakesOf(
  draws: Draws,
  { requestedBy }: RequestBody,
): (Pick<DecisionAction, 'by'> & Partial<DecisionAction>)[] {
  const again = draws.pick(['tina@example.com', 'TINA@example.com', 'fiona@example.com', 'Gina@Example.com']);
  const all = [
    { by: requestedBy },
    { by: requestedBy.toUpperCase() },
    { by: boardMember },
    { by: again },
    { by: proposer },
    { by: confirmer },
    { by: draws.pick(approvers), isOfThis: false },
    { by: 'theo@example.com', isOfThis: false },
    { by: 'alice@example.com' },
    { by: 'theo@example.com' },
    { by: 'bob@example.com' },
    ...(draws.happens(0.3) ? [{ by: draws.pick([...approvers, requestedBy]), decision: 'decline' as const }] : []),
  ];
  return all.filter(() => draws.happens(0.4));
}

/** The requester takes it back, or somebody else tries to: at a moment at which it is just going on. */
function cancelOf(draws: Draws, { instructionId: of, requestedBy }: RequestBody): Action {
  const by = draws.pick([requestedBy, requestedBy, requestedBy.toUpperCase(), ...requesters, 'dave@example.com']);
  const when = draws.pick(['awaiting-approval', 'approved', 'approved', 'sending', 'held', 'unknown'] as const);
  const afterMs = draws.between(0, draws.pick([5, 100, 2_500, 60_000]));
  return atMoment(when, of, afterMs, { at: 0, kind: 'cancel', of, by });
}

function atMoment(when: Moment, of: string, afterMs: number, then: Action): Action {
  return { at: 0, kind: 'trigger', when, of, nth: 0, afterMs, then };
}
