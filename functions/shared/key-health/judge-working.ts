import type { KeyName } from '../core/key-names.ts';
import { type Permission, permissionNames, permissions, requiredPermission } from '../core/key-permissions.ts';
import type { Finding } from './findings.ts';
import type { KeyCheck, SeenAccounts } from './key-check.ts';

type Working = Extract<KeyCheck, { kind: 'works' }>;

/** What is to be said of a key that works: whose it is, and whether it may do its job and nothing else. */
export function judgeWorking({ key, accountType, accounts, permissions: grants }: Working): readonly Finding[] {
  const needed = requiredPermission[key];
  const findings: Finding[] = [...accountTypeFindings(accountType), ...accountFindings(key, accounts)];
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

/** Where nobody knows, the read key alone is told of: what it does not show is believed not to be there. */
function accountFindings(key: KeyName, accounts: SeenAccounts): readonly Finding[] {
  switch (accounts.kind) {
    case 'seen':
      return [];
    case 'not-seen': {
      const names = accounts.names.join(', ');
      const message = `The key does not see these accounts of the configuration: ${names}. It may be another house's.`;
      return [{ code: 'other-accounts', message }];
    }
    case 'not-checked': {
      const message = `Whether the key sees the accounts of the configuration is not known. ${accounts.reason}`;
      return key === 'read' ? [{ code: 'accounts-not-checked', message }] : [];
    }
  }
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
