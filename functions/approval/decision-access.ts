import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Access, Identity } from '../shared/runtime/http/identity.ts';

/** Whose decisions are taken: the route asks it, and so does the summary that says whether the caller may decide. */
export const decisionAccess = {
  allowed: ['approver'],
  what: 'approve or decline',
} as const satisfies Access;

/** The person's groups that have the role of an approver. */
export function approverGroupsOf({ groups }: Identity, { roles }: Policy): readonly string[] {
  return groups.filter((group) => roles.approver.includes(group));
}
