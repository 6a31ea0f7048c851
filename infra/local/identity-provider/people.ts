import { parsePolicy, type Role } from '../../../functions/shared/ledger/policy/policy.ts';
import { type Persona, personas } from '../demo/personas.ts';

/** Somebody who can log in. */
export interface LoginPerson extends Persona {
  /** In words. Empty where no group has a role. */
  readonly mayDo: readonly string[];
}

const roleWords: Readonly<Record<Role, string>> = {
  requester: 'asks for payments',
  approver: 'approves payments and closes months',
  whitelister: 'brings in destinations',
  operator: 'stops everything, and decides about money in doubt',
  auditor: 'sees everything and changes nothing',
};

/** Those of the demo, with what the stage's policy (as JSON) lets them do. */
export function loginPeople(policy: string): readonly LoginPerson[] {
  const { roles } = parsePolicy(JSON.parse(policy));
  const mayDo = (groups: readonly string[]) =>
    rolesInOrder.filter((role) => roles[role].some((group) => groups.includes(group))).map((role) => roleWords[role]);
  return Object.values(personas).map((persona) => ({ ...persona, mayDo: mayDo(persona.groups) }));
}

const rolesInOrder: readonly Role[] = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];
