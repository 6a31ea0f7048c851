import { looksLike } from '../../../../functions/shared/core/looks-like.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { differingBlocks } from './differing-blocks.ts';

type Entry = BodyOfResponse<'GET /whitelist'>['entries'][number];

/** Another destination whose address an eye may take for this one. */
export interface LookAlike {
  readonly id: string;
  readonly status: Entry['status'];
  readonly address: string;
  /** Blocks that differ, in this address and in the other one. */
  readonly here: readonly number[];
  readonly there: readonly number[];
}

/** Those of the whitelist that look like the address, the revoked ones too. The same address again is none. */
export function lookAlikesOf(address: string, entries: readonly Entry[]): readonly LookAlike[] {
  return entries.flatMap((entry) => {
    const other = entry.kind === 'bank' ? entry.bankAccount : entry.address;
    if (isSame(address, other) || !looksLike(address, other)) return [];
    const [here, there] = [differingBlocks(address, other), differingBlocks(other, address)];
    return [{ id: entry.id, status: entry.status, address: other, here, there }];
  });
}

/** The capitals of a hexadecimal address are only its checksum. */
function isSame(one: string, other: string): boolean {
  const isHex = /^0x[0-9a-f]+$/i.test(one);
  return isHex ? one.toLowerCase() === other.toLowerCase() : one === other;
}
