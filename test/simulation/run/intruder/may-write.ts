import { functionRecords } from '../../../../infra/functions/function-records.ts';
import { type ItemType, itemKeyPatterns } from '../../../../infra/functions/item-types.ts';
import type { IntruderRole } from '../../plan/device-plan.ts';

const all = Object.values(itemKeyPatterns);

/** The families that a role may write, as the template gives them to it. Nobody here may write the table of heads. */
const familiesOf: Readonly<Record<IntruderRole, readonly string[]>> = {
  approval: [...(functionRecords.approval.creates ?? []), ...(functionRecords.approval.updates ?? [])].map(patternOf),
  table: all,
};

function patternOf(type: ItemType): string {
  return itemKeyPatterns[type];
}

export function mayWrite(role: IntruderRole, pk: unknown): boolean {
  return familiesOf[role].some((pattern) => isOf(pattern, String(pk)));
}

function isOf(pattern: string, pk: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(pk);
}
