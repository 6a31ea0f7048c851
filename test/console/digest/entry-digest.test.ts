import { expect, test } from '@jest/globals';
import { entryDigest } from '../../../console/digest/entry-digest.ts';
import type { Target } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { entryDigest as digestOfTreasury } from '../../../functions/shared/ledger/whitelist/target.ts';

test.each<[string, Target]>([
  ['an address', { kind: 'crypto', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' }],
  ['an address with a tag', { kind: 'crypto', coin: 'XRP', chain: 'XRP', address: 'rAbc', tag: '42' }],
  ['a bank account', { kind: 'bank', coin: 'USD', bankAccount: 'HKEX-USD-0042' }],
])('the digest of what is shown of a destination is the treasury’s: %s', async (_what, target) => {
  expect(await entryDigest({ id: 'acme', ...target })).toBe(digestOfTreasury('acme', target));
  expect(await entryDigest({ id: 'acme2', ...target })).not.toBe(digestOfTreasury('acme', target));
});
