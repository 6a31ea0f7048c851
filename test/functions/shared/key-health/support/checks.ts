import type { KeyName } from '../../../../../functions/shared/core/key-names.ts';
import { permissions } from '../../../../../functions/shared/core/key-permissions.ts';
import type { Grant, Grants, KeyCheck } from '../../../../../functions/shared/key-health/key-check.ts';
import { noon } from '../../../../support/clock.ts';

export const dayMs = 86_400_000;

export type Working = Extract<KeyCheck, { kind: 'works' }>;

const notChecked: Grant = { kind: 'not-checked', reason: 'only a call that moves money would show it' };

/** What the owner says of a key that is as it should be, used and checked a day ago; with some parts exchanged. */
export function working(key: KeyName, changes: Partial<Working> = {}): Working {
  return {
    key,
    kind: 'works',
    checkedAt: noon,
    usedAt: noon - dayMs,
    previousCheckAt: noon - dayMs,
    clock: { skewMs: 12, roundTripMs: 80 },
    accountType: 'master',
    accounts: { kind: 'seen' },
    permissions: grants({ whitelist: { kind: key === 'whitelist' ? 'granted' : 'denied' } }),
    ...changes,
  };
}

/** Nothing is known of a permission that is not given. */
export function grants(known: Partial<Grants> = {}): Grants {
  const none = Object.fromEntries(permissions.map((permission) => [permission, notChecked])) as Grants;
  return { ...none, ...known };
}
