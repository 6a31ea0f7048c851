import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { listOf, type Raw, recordOf } from '../raw.ts';
import type { Simulation } from '../simulation.ts';

/** The policy in force asks for no signature, and for one person. */
export function loweredPolicy({ table }: Simulation): readonly Item[] {
  const item = table.get('policy');
  if (item === undefined) return [];
  const standing = recordOf(item.standing);
  const inForce = recordOf(standing.inForce);
  const policy = recordOf(inForce.policy);
  const withdrawals = Object.entries(recordOf(policy.withdrawals)).map(([coin, limits]) => [
    coin,
    { ...recordOf(limits), approvals: listOf(recordOf(limits).approvals).map(lowered) },
  ]);
  const lower = { ...policy, passkeys: 'off', withdrawals: Object.fromEntries(withdrawals) };
  const version = Number(item.version) + 1;
  return [{ ...item, version, standing: { ...standing, inForce: { ...inForce, policy: lower } } }];
}

function lowered({ over }: Raw): Raw {
  return { over, quorum: 1, groups: [] };
}
