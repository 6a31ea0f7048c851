import type { WorldOptions } from '../plan/plan.ts';

/** What the exchange's records do not show cannot end by itself. */
export function staysSent(
  world: Pick<
    WorldOptions,
    'hasBalanceFlow' | 'lagMaxMs' | 'hidesRecords' | 'cutsPages' | 'altersRows' | 'hasForeignReadKey'
  >,
  kind: string,
): boolean {
  if (world.altersRows || world.hasForeignReadKey) return true;
  if (world.hidesRecords || (world.cutsPages && kind !== 'asset-transfer')) return true;
  return (kind === 'asset-transfer' && !world.hasBalanceFlow) || world.lagMaxMs > lagBoundMs;
}

/** Records that are later than this count as never shown. */
export const lagBoundMs = 590_000;
