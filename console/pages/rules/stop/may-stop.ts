import type { Role } from '../../../app/me.ts';

/** Who may stop and resume, and veto a policy: one of these roles is enough. */
export const stoppingRoles: readonly Role[] = ['operator', 'approver'];

export const mayStop = (roles: ReadonlySet<Role>): boolean => stoppingRoles.some((role) => roles.has(role));
