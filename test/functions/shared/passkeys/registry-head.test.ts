import { describe, expect, test } from '@jest/globals';
import { type ChainEnd, registryHead, rollbacks } from '../../../../functions/shared/passkeys/registry-head.ts';

const end = (credentialId: string, version = 1, link = 'a'.repeat(64)): ChainEnd => ({
  credentialId,
  version,
  link,
  status: version === 1 ? 'proposed' : 'confirmed',
});
const byId = (ends: readonly ChainEnd[]) => new Map(ends.map((each) => [each.credentialId, each]));

describe('a head', () => {
  test('is the same in whatever order the devices are read', () => {
    const [one, two] = [end('aa'), end('bb', 2)];
    expect(registryHead(5, [two, one])).toEqual(registryHead(5, [one, two]));
    expect(registryHead(5, [one, two])).toMatchObject({ at: 5, devices: 2 });
  });

  test.each<[string, readonly ChainEnd[]]>([
    ['one device less', [end('aa')]],
    ['a step less', [end('aa'), end('bb')]],
    ['another step at the same place', [end('aa'), end('bb', 2, 'b'.repeat(64))]],
    ['another device', [end('aa'), end('cc', 2)]],
  ])('is another one with %s', (_what, chains) => {
    expect(registryHead(5, chains).digest).not.toBe(registryHead(5, [end('aa'), end('bb', 2)]).digest);
  });
});

describe('a later registry', () => {
  const earlier = [end('aa'), end('bb', 2)];

  test('goes on from an earlier one with new devices and new steps', () => {
    expect(rollbacks(earlier, byId([end('aa', 2, 'c'.repeat(64)), end('bb', 2), end('cc')]))).toEqual([]);
  });

  test.each<[string, readonly ChainEnd[], string]>([
    ['lacks a device', [end('aa')], 'missing'],
    ['has fewer steps of one', [end('aa'), end('bb')], 'shorter'],
    ['has another step at the same place', [end('aa'), end('bb', 2, 'b'.repeat(64))], 'rewritten'],
  ])('is found where it %s', (_what, later, kind) => {
    expect(rollbacks(earlier, byId(later))).toEqual([{ credentialId: 'bb', kind }]);
  });

  test('is compared at the earlier place where the whole history is known', () => {
    const later = byId([end('aa'), end('bb', 3, 'c'.repeat(64))]);
    expect(rollbacks(earlier, later, () => 'a'.repeat(64))).toEqual([]);
    expect(rollbacks(earlier, later, () => 'd'.repeat(64))).toEqual([{ credentialId: 'bb', kind: 'rewritten' }]);
  });
});
