import { groupsOf, intruder } from '../plan/personas.ts';
import type { Invariant, PersonAnswer } from '../run/observed.ts';
import type { PersonRoute } from '../run/person-routes.ts';
import { type Raw, recordOf } from '../run/raw.ts';
import { policiesSince } from './item-periods.ts';

const anyRole = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];

/** Who may do what, written down here again: a mistake in the routes must not hide here too. */
const rolesFor: Readonly<Record<PersonRoute, readonly string[]>> = {
  request: ['requester'],
  approval: ['approver'],
  cancel: ['requester'],
  resolution: ['approver', 'operator'],
  pause: ['operator', 'approver'],
  resume: ['operator', 'approver'],
  proposal: ['whitelister'],
  proof: ['whitelister'],
  confirmation: ['whitelister'],
  revocation: ['whitelister', 'operator'],
  challenge: anyRole,
  enrolment: anyRole,
  device: anyRole,
  'device-confirmation': anyRole,
  'device-revocation': anyRole,
};

/** Only people with a role are heard, and those are. Whoever has none leaves no trace. */
export const roles: Invariant = {
  name: 'people do what their role allows, and nothing else',
  watch: (observed) => {
    let isIntruded = false;
    return {
      called: (answer) => {
        const { since, name, by, status, code } = answer;
        isIntruded ||= by === intruder;
        // It could not be found out who may.
        if (status >= 500) return undefined;
        const isRefused = status === 403 && code === 'forbidden';
        const answers = policiesSince(observed, since).map((policy) => isAllowed(policy, answer));
        if (answers.includes(!isRefused)) return undefined;
        return `${by} calls ${name}, and is ${isRefused ? 'refused' : 'heard'} (${status} ${code})`;
      },
      ended: () => {
        if (!isIntruded) return undefined;
        const written = JSON.stringify([observed.items(), observed.events]);
        return written.includes(intruder) ? `${intruder}, who has no role, changed something` : undefined;
      },
    };
  },
};

function isAllowed(policy: Raw, { name, by }: PersonAnswer): boolean {
  const byRole = recordOf(policy.roles);
  const allowed = rolesFor[name].flatMap((role) => byRole[role]);
  return groupsOf(by).some((group) => allowed.includes(group));
}
