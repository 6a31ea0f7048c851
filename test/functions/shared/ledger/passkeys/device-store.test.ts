import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { passkeyKey } from '../../../../../functions/shared/core/item-keys.ts';
import { openDevices } from '../../../../../functions/shared/ledger/passkeys/device-store.ts';
import type { Table } from '../../../../../functions/shared/ledger/store/table.ts';
import { confirmDevice, revokeRoot } from '../../../../../functions/shared/passkeys/device-transitions.ts';
import { judgeDevice } from '../../../../../functions/shared/passkeys/judge-device.ts';
import { stampAt } from '../../../../../functions/shared/passkeys/person.ts';
import { rootsById } from '../../../../../functions/shared/passkeys/registry.ts';
import {
  confirmationOf,
  confirmed,
  day,
  minute,
  type Owner,
  ownerNamed,
  proposed,
  say,
  start,
} from '../../passkeys/support/people.ts';
import { idOf, itemKeyOf, overwrite, type PasskeyStage, startPasskeyStage } from './support/stage.ts';

let stage: PasskeyStage;

beforeEach(async () => {
  stage = await startPasskeyStage();
});
afterEach(() => stage.close());

const alice = ownerNamed('alice@example.com');
const later = start + 2 * day;

async function verdictOn(owner: Owner, at = later): Promise<string> {
  const { registry, unanchored } = await stage.registry.read([idOf(owner)]);
  const judged = judgeDevice(registry, { credentialId: idOf(owner), person: owner.person, at });
  return judged.kind === 'counts' ? 'counts' : (unanchored.get(idOf(owner)) ?? judged.flaw);
}

/** Puts an item as if it had been written by the function. */
async function forge(device: ReturnType<typeof confirmed>): Promise<void> {
  const { enrolment, digest, version, history } = device;
  await stage.ledger.table.put({ pk: passkeyKey(enrolment.credentialId), enrolment, digest, version, history });
}

describe('a device', () => {
  test('counts once it was proposed, confirmed by another person, and its time came', async () => {
    expect(await verdictOn(alice)).toBe('unknown-device');
    await stage.confirmed(alice, stage.roots[0]);
    expect(await verdictOn(alice, start + day - 1)).toBe('not-yet-in-force');
    expect(await verdictOn(alice)).toBe('counts');
  });

  test('counts by the way over another one', async () => {
    const bob = ownerNamed('bob@example.com');
    await stage.confirmed(alice, stage.roots[0]);
    await stage.confirmed(bob, alice, later);
    expect(await verdictOn(bob, later + 2 * day)).toBe('counts');
  });

  test('is the same when it is enrolled again, and no other one takes its id', async () => {
    const first = await stage.devices.propose(alice.enrolment, stampAt(alice.person, start));
    const again = await stage.devices.propose(alice.enrolment, stampAt(alice.person, start + minute));
    expect(again).toEqual(first);
    const other = { ...alice.enrolment, name: 'Another' };
    await expect(stage.devices.propose(other, stampAt(alice.person, start))).rejects.toMatchObject({
      code: 'passkey-conflict',
    });
    const root = stage.roots[0];
    await expect(stage.devices.propose(root.enrolment, stampAt(root.person, start))).rejects.toMatchObject({
      code: 'passkey-conflict',
    });
    expect(await stage.devices.directory()).toMatchObject([{ credentialId: idOf(alice), by: 'alice@example.com' }]);
  });

  test('never counts again once it is revoked', async () => {
    await stage.confirmed(alice, stage.roots[0]);
    await stage.devices.revoke(idOf(alice), stampAt(alice.person, later));
    await stage.devices.revoke(idOf(alice), stampAt(alice.person, later + minute));
    expect(await verdictOn(alice, later - 1)).toBe('counts');
    expect(await verdictOn(alice)).toBe('revoked');
  });

  test('of the configuration is revoked too, although no item had it', async () => {
    const [root] = stage.roots;
    expect(await verdictOn(root)).toBe('counts');
    const { device } = await stage.devices.revoke(idOf(root), stampAt(alice.person, start));
    expect(device.state).toMatchObject({ status: 'revoked', before: { status: 'root' } });
    expect(await verdictOn(root)).toBe('revoked');
  });

  test('is confirmed once by two people at the same time', async () => {
    await stage.devices.propose(alice.enrolment, stampAt(alice.person, start));
    const confirm = ({ key, person }: Owner) =>
      stage.devices.change(idOf(alice), (now) => {
        if (now.state.status === 'confirmed') return now;
        const { word } = say(key, confirmationOf(alice.enrolment, person));
        return confirmDevice(now, { stamp: stampAt(person, start), word, actsFrom: start + day });
      });
    const [one, two] = await Promise.all(stage.roots.map(confirm));
    expect(one?.device).toEqual(two?.device);
    expect(one?.device.version).toBe(2);
    expect(await verdictOn(alice)).toBe('counts');
  });

  test('cannot be enrolled more than ten times a day by one person', async () => {
    const many = Array.from({ length: 11 }, () => ownerNamed('alice@example.com'));
    for (const { enrolment, person } of many.slice(0, 10)) {
      await stage.devices.propose(enrolment, stampAt(person, start));
    }
    const [last = alice] = many.slice(10);
    const propose = (at: number) => stage.devices.propose(last.enrolment, stampAt(last.person, at));
    await expect(propose(start + minute)).rejects.toMatchObject({ code: 'too-many-passkeys' });
    await expect(propose(start + day + minute)).resolves.toMatchObject({ device: { version: 1 } });
  });
});

/** A store whose item is not written any more: as after a crash between head and item. */
function crashing(): ReturnType<typeof openDevices> {
  const table: Pick<Table, 'get' | 'update'> = {
    get: stage.ledger.table.get,
    update: () => Promise.reject(new Error('crashed')),
  };
  const roots = rootsById(stage.roots.map(({ enrolment }) => enrolment));
  return openDevices({ table, headTable: stage.heads.table, roots });
}

describe('a crash between head and item', () => {
  test('leaves a proposal that the same call finishes', async () => {
    await expect(crashing().propose(alice.enrolment, stampAt(alice.person, start))).rejects.toThrow('crashed');
    expect(await verdictOn(alice)).toBe('unknown-device');
    const finished = await stage.devices.propose(alice.enrolment, stampAt(alice.person, start + minute));
    expect(finished.device.history).toMatchObject([{ to: 'proposed', at: start }]);
    expect(await verdictOn(alice)).toBe('unconfirmed');
  });

  test('leaves a confirmation that counts, and that the next step finishes', async () => {
    await stage.devices.propose(alice.enrolment, stampAt(alice.person, start));
    const [root] = stage.roots;
    const { word } = say(root.key, confirmationOf(alice.enrolment, root.person));
    const confirmation = { stamp: stampAt(root.person, start), word, actsFrom: start + day };
    const confirming = crashing().change(idOf(alice), (now) => confirmDevice(now, confirmation));
    await expect(confirming).rejects.toThrow('crashed');
    expect(await verdictOn(alice)).toBe('counts');
    await stage.devices.change(idOf(alice), (now) => now);
    expect(await stage.ledger.table.get(itemKeyOf(alice))).toMatchObject({ version: 2 });
  });

  test('leaves a revocation that stands, of a root too', async () => {
    await stage.confirmed(alice, stage.roots[0]);
    await expect(crashing().revoke(idOf(alice), stampAt(alice.person, start))).rejects.toThrow('crashed');
    expect(await verdictOn(alice)).toBe('revoked');
    const [root] = stage.roots;
    await expect(crashing().revoke(idOf(root), stampAt(alice.person, start))).rejects.toThrow('crashed');
    expect(await verdictOn(root)).toBe('revoked');
    await stage.devices.revoke(idOf(root), stampAt(alice.person, start));
    expect(await stage.ledger.table.get(itemKeyOf(root))).toMatchObject({ version: 1 });
  });
});

describe('who may write the table with everything but the heads', () => {
  test('adds no device, with a right chain and a signature of their own', async () => {
    const mallory = ownerNamed('mallory@example.com');
    const accomplice = ownerNamed('eve@example.com');
    await forge(confirmed(accomplice, stage.roots[0]));
    await forge(confirmed(mallory, accomplice));
    expect(await verdictOn(mallory)).toBe('not-anchored');
    expect(await verdictOn(accomplice)).toBe('not-anchored');
  });

  test('confirms no device that was proposed, with the signature of a device in force', async () => {
    await stage.devices.propose(alice.enrolment, stampAt(alice.person, start));
    await forge(confirmed(alice, stage.roots[0]));
    expect(await verdictOn(alice)).toBe('other-than-its-head');
  });

  test('takes no revocation back', async () => {
    await stage.confirmed(alice, stage.roots[0]);
    const before = await stage.ledger.table.get(itemKeyOf(alice));
    await stage.devices.revoke(idOf(alice), stampAt(alice.person, start));
    await overwrite(stage.ledger.table, itemKeyOf(alice), () => before ?? {});
    expect(await verdictOn(alice)).toBe('revoked');
    await forge(proposed(alice));
    expect(await verdictOn(alice)).toBe('behind-its-head');
  });

  test('takes the revocation of a root not back either', async () => {
    const [root] = stage.roots;
    await stage.devices.revoke(idOf(root), stampAt(alice.person, start));
    await overwrite(stage.ledger.table, itemKeyOf(root), () => ({}));
    expect(await verdictOn(root)).toBe('unreadable');
    await forge(revokeRoot(root.enrolment, stampAt(alice.person, later * 2)));
    expect(await verdictOn(root)).toBe('other-than-its-head');
  });

  test('takes a device away at most, and a person can still end it for good', async () => {
    await stage.confirmed(alice, stage.roots[0]);
    const before = await stage.ledger.table.get(itemKeyOf(alice));
    await overwrite(stage.ledger.table, itemKeyOf(alice), () => ({}));
    expect(await verdictOn(alice)).toBe('unreadable');
    const revoke = () => stage.devices.revoke(idOf(alice), stampAt(alice.person, start));
    await expect(revoke()).rejects.toMatchObject({ code: 'registry-inconsistent' });
    await overwrite(stage.ledger.table, itemKeyOf(alice), () => before ?? {});
    expect(await verdictOn(alice)).toBe('revoked');
    await expect(revoke()).resolves.toMatchObject({ device: { state: { status: 'revoked' } } });
  });

  test('keeps nobody from ending a root whose item they wrote', async () => {
    const [root] = stage.roots;
    await forge(revokeRoot(root.enrolment, stampAt(alice.person, start)));
    expect(await verdictOn(root)).toBe('not-anchored');
    await expect(stage.devices.revoke(idOf(root), stampAt(alice.person, later))).rejects.toMatchObject({
      code: 'registry-inconsistent',
    });
    expect(await stage.heads.table.get(idOf(root))).toMatchObject({
      entry: { from: 'root', to: 'revoked', at: later },
    });
  });
});

test('no device is found or changed that nobody enrolled', async () => {
  await expect(stage.devices.revoke(idOf(alice), stampAt(alice.person, start))).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(stage.devices.change(idOf(alice), (now) => now)).rejects.toMatchObject({ code: 'not-found' });
});
