import type { BodyOfResponse } from '../api/routes.ts';

type Roles = BodyOfResponse<'GET /policy'>['inForce']['policy']['roles'];

export type Role = keyof Roles;

export const roleNames: readonly Role[] = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];

/** Who is logged in, and what the policy in force lets them do. */
export interface Me {
  readonly person: string;
  readonly groups: readonly string[];
  readonly roles: ReadonlySet<Role>;
}

/** The roles of somebody with these groups. The API decides by the same rule; here it only says what is offered. */
export function rolesOf(groups: readonly string[], roles: Roles): ReadonlySet<Role> {
  return new Set(roleNames.filter((role) => roles[role].some((group) => groups.includes(group))));
}

/** Whether two names are one person's: capitals make no difference. */
export const isSamePerson = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
