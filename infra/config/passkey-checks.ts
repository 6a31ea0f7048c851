import { compare } from '../../functions/shared/core/amount.ts';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import type { CheckedTreasury } from './schema.ts';

/** Lambda gives a function 4 kB for all of its variables, and these lines are in one of them. */
const rootsLengthMax = 3_000;

/** That somebody could sign what has to be signed, and that more money never takes fewer signatures. */
export function checkPasskeys(treasury: CheckedTreasury): Flaw[] {
  const { passkeys } = treasury;
  const coins = Object.keys(treasury.withdrawals);
  return [
    ...coins.flatMap((coin) => checkTiers(treasury, coin)),
    ...(areAskedFor(treasury) && passkeys.roots.length === 0
      ? [
          {
            field: 'passkeys.roots',
            reason: 'is empty, so that nobody could ever sign',
            expected: 'devices of at least two people, as the console prints them',
          },
        ]
      : []),
    ...checkDomain(treasury),
    ...checkLength(passkeys.roots),
  ];
}

function areAskedFor({ passkeys, withdrawals }: CheckedTreasury): boolean {
  const byTier = Object.values(withdrawals).some(({ approvals }) => approvals.some((tier) => tier.passkeys === true));
  return passkeys.require !== 'off' || byTier;
}

/** A device answers to one domain for ever. */
function checkDomain({ environment, passkeys, console: settings }: CheckedTreasury): Flaw[] {
  if (passkeys.roots.length === 0 || environment === 'local') return [];
  if (settings !== false && settings.domain !== undefined) return [];
  const reason = 'is missing, and devices are bound to it';
  return [{ field: 'console.domain', reason, expected: 'the domain at which the devices were enrolled' }];
}

function checkLength(roots: readonly string[]): Flaw[] {
  const { length } = roots.join(',');
  if (length <= rootsLengthMax) return [];
  const expected = `at most ${rootsLengthMax} characters: about six devices. Others are confirmed by these`;
  return [{ field: 'passkeys.roots', reason: `have ${length} characters together`, expected }];
}

function checkTiers({ withdrawals }: CheckedTreasury, coin: string): Flaw[] {
  const tiers = withdrawals[coin]?.approvals ?? [];
  return tiers.flatMap(({ over, passkeys }, index) => {
    const isBelow = tiers.some((tier) => tier.passkeys === true && compare(tier.over, over) < 0);
    if (passkeys === true || !isBelow) return [];
    const field = `withdrawals.${coin}.approvals.${index}.passkeys`;
    return [{ field, reason: 'is not asked for, and a tier for less money asks for it', expected: 'true' }];
  });
}
