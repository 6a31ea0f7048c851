import { type Permission, permissionNames, permissions, requiredPermission } from '../core/key-permissions.ts';
import type { Finding } from './findings.ts';
import type { KeyCheck } from './key-check.ts';

type Working = Extract<KeyCheck, { kind: 'works' }>;

/** What is to be said of a key that works: whose it is, and whether it may do its job and nothing else. */
export function judgeWorking({ key, accountType, permissions: grants }: Working): readonly Finding[] {
  const needed = requiredPermission[key];
  const findings: Finding[] = [...accountTypeFindings(accountType)];
  for (const permission of permissions) {
    const { kind } = grants[permission];
    if (kind === 'granted' && permission !== needed) findings.push(excess(permission));
    if (kind === 'denied' && permission === needed) findings.push(missing(permission));
  }
  return findings;
}

/** `master` here, `Master Account` on the sister site (exchange-api.md 3.14). */
function accountTypeFindings(accountType: string): readonly Finding[] {
  if (/^master( account)?$/i.test(accountType)) return [];
  const message = `The key belongs to "${accountType}". The fund statement answers keys of the master account only.`;
  return [{ code: 'not-a-master-key', message }];
}

function excess(permission: Permission): Finding {
  const message = `The key has "${permissionNames[permission]}", which its job does not need. Take it away.`;
  return { code: 'excess-permission', message };
}

function missing(permission: Permission): Finding {
  return {
    code: 'missing-permission',
    message: `The key lacks "${permissionNames[permission]}", which its job needs.`,
  };
}
