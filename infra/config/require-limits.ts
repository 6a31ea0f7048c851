import type { Flaw } from '../../functions/shared/core/errors.ts';
import { environments } from '../../functions/shared/exchange/environments/registry.ts';
import type { CheckedTreasury } from './schema.ts';

/**
 * That where money can be lost, every coin has a limit over time. One for each instruction alone limits nothing:
 * whoever gets one payment through gets the next one through too.
 */
export function checkLimitsRequired({ environment, withdrawals }: CheckedTreasury): Flaw[] {
  if (environments.find(({ id }) => id === environment)?.production !== true) return [];
  return Object.entries(withdrawals).flatMap(([coin, { rolling }]) => {
    if (rolling['24h'] !== undefined || rolling['7d'] !== undefined) return [];
    const reason = `has no limit over time, and ${environment} moves real money`;
    return [{ field: `withdrawals.${coin}.rolling`, reason, expected: 'an amount for 24h or 7d' }];
  });
}
