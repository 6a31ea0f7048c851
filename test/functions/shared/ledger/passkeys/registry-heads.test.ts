import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { iso } from '../../../../../functions/shared/core/clock.ts';
import { registryHeadKey } from '../../../../../functions/shared/core/item-keys.ts';
import {
  openRegistryHeads,
  type RegistryHeads,
  recordedHeadOf,
  recordedOnce,
} from '../../../../../functions/shared/ledger/passkeys/registry-heads.ts';
import { stampAt } from '../../../../../functions/shared/passkeys/person.ts';
import { type ManualClock, manualClock } from '../../../../support/clock.ts';
import { ownerNamed, start } from '../../passkeys/support/people.ts';
import { idOf, itemKeyOf, overwrite, type PasskeyStage, startPasskeyStage } from './support/stage.ts';

let at: PasskeyStage;
let clock: ManualClock;
let heads: RegistryHeads;
const reports: unknown[] = [];

beforeEach(async () => {
  at = await startPasskeyStage();
  clock = manualClock(start);
  const report = (...told: unknown[]) => void reports.push(told);
  reports.length = 0;
  heads = openRegistryHeads({ table: at.ledger.table, headTable: at.heads.table, clock, report });
});
afterEach(() => at.close());

const kept = async () => recordedHeadOf((await at.ledger.table.get(registryHeadKey(iso(clock.now())))) ?? {});

describe('the head of the registry', () => {
  test('has each device with its last step, and a root once it is revoked', async () => {
    const [rosa, rui] = at.roots;
    const carol = ownerNamed('carol@example.com');
    await at.confirmed(carol, rosa);
    await at.devices.revoke(idOf(rui), stampAt(rosa.person, start));
    const head = await heads.record();
    expect(head).toMatchObject({ at: start, devices: 2 });
    expect(await kept()).toMatchObject({
      ...head,
      chains: [
        { credentialId: idOf(carol), version: 2, status: 'confirmed' },
        { credentialId: idOf(rui), version: 1, status: 'revoked' },
      ],
    });
  });

  test('does not follow what somebody writes into a device’s item', async () => {
    const carol = ownerNamed('carol@example.com');
    await at.confirmed(carol, at.roots[0]);
    const before = await heads.record();
    await overwrite(at.ledger.table, itemKeyOf(carol), (item) => ({ ...item, history: [], version: 0 }));
    clock.advance(1);
    expect((await heads.record())?.digest).toBe(before?.digest);
  });

  test('of a registry without devices is one too', async () => {
    expect(await heads.record()).toMatchObject({ devices: 0 });
    expect(await kept()).toMatchObject({ chains: [] });
  });

  test('is read once for all that one run writes', async () => {
    const once = recordedOnce(heads);
    const first = await once.record();
    clock.advance(1);
    expect(await once.record()).toBe(first);
  });

  test('that cannot be read is reported, and stops nothing', async () => {
    await at.heads.table.put({ pk: 'directory', version: 2, rows: [] });
    expect(await heads.record()).toBeUndefined();
    expect(reports).toHaveLength(1);
  });

  test('that is not of its chains is none', async () => {
    await at.confirmed(ownerNamed('carol@example.com'), at.roots[0]);
    await heads.record();
    const item = await kept();
    const pk = registryHeadKey(iso(item.at));
    for (const wrong of [{ chains: [] }, { devices: 2 }, { digest: 'f'.repeat(64) }, { at: item.at + 1 }]) {
      expect(() => recordedHeadOf({ pk, ...item, ...wrong })).toThrow(`The item ${pk} is not as it was written`);
    }
  });
});
