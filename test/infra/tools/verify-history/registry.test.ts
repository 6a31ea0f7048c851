import { describe, expect, test } from '@jest/globals';
import { iso, type Millis } from '../../../../functions/shared/core/clock.ts';
import { passkeyKey, registryHeadKey } from '../../../../functions/shared/core/item-keys.ts';
import { changingAttributes } from '../../../../functions/shared/ledger/passkeys/device-item.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import type { Device } from '../../../../functions/shared/passkeys/device.ts';
import { revokeDevice } from '../../../../functions/shared/passkeys/device-transitions.ts';
import { stampAt } from '../../../../functions/shared/passkeys/person.ts';
import { chainEndOf, registryHead } from '../../../../functions/shared/passkeys/registry-head.ts';
import { HistoryCheck } from '../../../../infra/tools/verify-history/history-check.ts';
import { RegistryCheck } from '../../../../infra/tools/verify-history/registry-check.ts';
import {
  confirmed,
  day,
  type Owner,
  ownerNamed,
  proposed,
  start,
} from '../../../functions/shared/passkeys/support/people.ts';

const [fiona, carol, dave] = ['fiona', 'carol', 'dave'].map((name) => ownerNamed(`${name}@example.com`)) as [
  Owner,
  Owner,
  Owner,
];
const carols = confirmed(carol, fiona);
const revoked = revokeDevice(carols, stampAt(fiona.person, start + 2 * day));
const daves = confirmed(dave, fiona);
const idOf = ({ enrolment }: Device): string => enrolment.credentialId;

const deviceItem = (device: Device): Item => ({ pk: passkeyKey(idOf(device)), ...changingAttributes(device) });

/** What was kept of a registry with these devices. */
function headItem(at: Millis, ...devices: readonly Device[]): Item {
  const chains = devices.flatMap((device) => device.history.slice(-1).map((last) => chainEndOf(idOf(device), last)));
  return { pk: registryHeadKey(iso(at)), ...registryHead(at, chains), chains };
}

async function* all(items: readonly Item[]) {
  yield* items;
}

async function check(...snapshots: (readonly Item[])[]): Promise<RegistryCheck> {
  const registry = new RegistryCheck();
  const histories = new HistoryCheck((seen) => registry.note(seen));
  for (const items of snapshots) await histories.checkSnapshot(all(items));
  expect(histories.result().findings).toEqual([]);
  return registry;
}
const problems = async (...items: readonly Item[]) =>
  (await check(items)).verify(Infinity).findings.map(({ item, problem }) => `${item}: ${problem}`);

const [first, second] = [start + day, start + 3 * day];

describe('heads of the registry in exports', () => {
  test('fit where each goes on from the one before, and the devices from the last', async () => {
    const items = [headItem(first, carols), headItem(second, revoked, daves), deviceItem(revoked), deviceItem(daves)];
    expect(await problems(...items)).toEqual([]);
  });

  test('let a step be that is written while they are read', async () => {
    const late = proposed(dave, second - 1_000);
    expect(await problems(headItem(second), deviceItem(late))).toEqual([]);
    expect(await problems(headItem(second, late))).toEqual([]);
  });

  test.each<[string, readonly Item[], string]>([
    [
      'a revocation that was taken back in both tables',
      [headItem(first, revoked), headItem(second, carols), deviceItem(carols)],
      `registry-head#${iso(second)}: passkey#${idOf(carols)} has fewer steps, compared with the head of ${iso(first)}`,
    ],
    [
      'a revocation that is gone from the table alone',
      [headItem(second, revoked), deviceItem(carols)],
      `passkey#${idOf(carols)}: it has fewer steps, compared with the head of the registry of ${iso(second)}`,
    ],
    [
      'a device that is gone from both',
      [headItem(first, carols, daves), headItem(second, daves), deviceItem(daves)],
      `registry-head#${iso(second)}: passkey#${idOf(carols)} is gone, compared with the head of ${iso(first)}`,
    ],
    [
      'a history that was written anew to the same length',
      [headItem(second, carols), deviceItem(confirmed(carol, dave))],
      `passkey#${idOf(carols)}: it has another step at the same place, compared with the head of the registry of ${iso(second)}`,
    ],
    [
      'one that was written anew, and went on',
      [headItem(first, confirmed(carol, dave)), headItem(second, revoked), deviceItem(revoked)],
      `registry-head#${iso(second)}: passkey#${idOf(carols)} has another step at the same place, compared with the head of ${iso(first)}`,
    ],
    [
      'a device that the registry never had',
      [headItem(second), deviceItem(carols)],
      `passkey#${idOf(carols)}: the head of the registry of ${iso(second)} does not know this step`,
    ],
  ])('show %s', async (_what, items, problem) => {
    expect(await problems(...items)).toEqual([problem]);
  });

  test('are written once: a later export with another one at the same time is found', async () => {
    const histories = new HistoryCheck();
    await histories.checkSnapshot(all([headItem(first, carols)]));
    await histories.checkSnapshot(all([headItem(first)]));
    expect(histories.result().findings).toMatchObject([{ item: `registry-head#${iso(first)}`, version: 1 }]);
  });

  test('that are not of their devices are found', async () => {
    const histories = new HistoryCheck();
    await histories.checkSnapshot(all([{ ...headItem(first, carols), devices: 2 }]));
    expect(histories.result().findings).toMatchObject([{ item: `registry-head#${iso(first)}` }]);
  });
});

describe('a head that a statement names', () => {
  const named = registryHead(first, [chainEndOf(idOf(carols), carols.history.at(-1) as Device['history'][number])]);
  const nothingNamed = registryHead(second, []);

  test('is one that was kept', async () => {
    const registry = await check([headItem(first, carols), deviceItem(carols)]);
    registry.noteStatement('custody/2026-11-20', named);
    registry.noteStatement('custody/2026-11-19', undefined);
    expect(registry.verify(Infinity)).toEqual({ heads: 1, statements: 1, findings: [] });
  });

  test('is found where it was not kept, or another one was', async () => {
    const none = await check([]);
    none.noteStatement('custody/2026-11-20', named);
    expect(none.verify(Infinity).findings).toMatchObject([{ item: 'custody/2026-11-20' }]);
    expect(none.verify(first).findings).toEqual([]);
    const other = await check([headItem(first)]);
    other.noteStatement('custody/2026-11-20', named);
    expect(other.verify(Infinity).findings).toMatchObject([{ item: 'custody/2026-11-20' }]);
  });

  test('alone shows at least that devices are gone', async () => {
    const registry = await check([]);
    registry.noteStatement('custody/2026-11-22', nothingNamed);
    registry.noteStatement('custody/2026-11-20', named);
    expect(registry.verify(undefined).findings).toEqual([
      {
        item: 'custody/2026-11-22',
        problem: `the registry has 0 devices at ${iso(second)}, and had 1 at ${iso(first)}`,
      },
    ]);
  });
});
