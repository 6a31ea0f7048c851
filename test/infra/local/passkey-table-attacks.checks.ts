import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { deviceViewSchema } from '../../../functions/passkeys/routes.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { passkeyKey } from '../../../functions/shared/core/item-keys.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { openDeviceHeads } from '../../../functions/shared/ledger/passkeys/device-heads.ts';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import { confirmDevice, enrollDevice } from '../../../infra/local/passkey/device-calls.ts';
import { type DeviceTarget, deviceItem, forgedDevices, forgeRegistry } from '../../support/forged-devices.ts';
import { forgedWords } from '../../support/forged-words.ts';
import { acme, activeEntry } from '../../support/whitelist.ts';
import {
  approvalBy,
  approvedBy,
  approvedByTess,
  heldReasonOf,
  honestWord,
  requestedPayment,
  sentOf,
  toldOf,
} from './support/attacked-payment.ts';
import { newPerson, owners, type PasskeyStack, passkeyStack, place } from './support/passkey-stack.ts';
import { statementNow } from './support/signed-by.ts';

/*
 * Somebody may write the table, as a function's role lets it or as an administrator, makes every chain right, asks for
 * the release, and lacks the devices. The functions are the bundles that are deployed.
 */

const { fiona, tess, vera, rick } = owners;
const day = 86_400_000;
let stack: PasskeyStack;

beforeAll(async () => {
  stack = await passkeyStack();
});

/** Writes what people did not do, and asks for the release. */
async function released(payment: Instruction): Promise<void> {
  await stack.instructions.create(payment);
  await stack.askRelease(payment);
}

/** Nothing left, and people know which signature is none. */
async function isHeld(id: string, flaw: string): Promise<void> {
  expect(await heldReasonOf(stack, id)).toBe('signatures-refused');
  expect(sentOf(stack, id)).toBe(0);
  const told = await toldOf(stack, 'SignatureRefused', (detail) => detail.id === id);
  expect(told).toMatchObject({ signatures: expect.arrayContaining([expect.objectContaining({ flaw })]) });
}

describe('with the role of the function that takes approvals,', () => {
  test('a payment that two people signed leaves once', async () => {
    const id = 'honest-in-the-table';
    const requested = requestedPayment(id);
    await stack.instructions.create(requested);
    const store = openInstructionStore(stack.tableAs('approval'), randomUUID);
    const next = approvedBy(fiona, honestWord(fiona, requested))(approvedByTess(requested));
    await store.update(requested, next);
    await stack.askRelease(next);
    await toldOf(stack, 'InstructionStatusChanged', (detail) => detail.id === id && detail.status === 'sent');
    expect(sentOf(stack, id)).toBe(1);
  });

  test.each(forgedWords)('none leaves on a signature $what', async ({ what, flaw, forge }) => {
    const id = `role-${forgedWords.findIndex((each) => each.what === what)}`;
    const requested = requestedPayment(id);
    await stack.instructions.create(requested);
    const statement = statementNow(place, approvalBy(fiona, requested));
    const word = forge({ statement, party: place, key: fiona.key, other: tess.key });
    const next = approvedBy(fiona, word)(approvedByTess(requested));
    await openInstructionStore(stack.tableAs('approval'), randomUUID).update(requested, next);
    await stack.askRelease(next);
    await isHeld(id, flaw);
  });
});

describe('with every right to the table,', () => {
  test('no approval counts that nobody signed, by a right chain', async () => {
    const id = 'unsigned';
    await released(approvedBy(fiona, undefined)(approvedBy(tess, undefined, false)(requestedPayment(id))));
    expect(await heldReasonOf(stack, id)).toBe('approvals-missing');
    expect(sentOf(stack, id)).toBe(0);
    await toldOf(stack, 'InstructionStatusChanged', ({ id: about, reason }) => {
      return about === id && reason === 'approvals-missing';
    });
  });

  test('nothing leaves whose content was swapped after it was signed', async () => {
    const id = 'swapped';
    const shown = requestedPayment(id);
    const words = [honestWord(tess, shown), honestWord(fiona, shown)];
    const swapped = requestedPayment(id, { quantity: amount('6') });
    await released(approvedBy(fiona, words[1])(approvedBy(tess, words[0], false)(swapped)));
    await isHeld(id, 'wrong-challenge');
  });

  test('one signature does not stand for two payments', async () => {
    const signed = requestedPayment('once');
    const word = honestWord(fiona, signed);
    await released(approvedBy(fiona, word)(approvedByTess(requestedPayment('twice'))));
    await isHeld('twice', 'wrong-challenge');
  });

  test('no destination is paid that nobody signed for', async () => {
    const id = 'forged-destination';
    const chain = { chain: 'Tron', address: 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf' };
    const { id: destination } = await activeEntry(openWhitelist(stack.table), 'forged', { ...acme, ...chain });
    const requested = requestedPayment(id, { destination, ...chain });
    await released(approvedBy(fiona, honestWord(fiona, requested))(approvedByTess(requested)));
    expect(await heldReasonOf(stack, id)).toBe('destination-unsigned');
    expect(sentOf(stack, id)).toBe(0);
  });
});

describe('with every right to the table, no device counts that was brought in:', () => {
  const targetOf = (): DeviceTarget => ({ place, victim: vera, confirmer: tess, at: Date.now() - 10 * day });

  async function signedWith(id: string, key: typeof fiona.key): Promise<void> {
    const requested = requestedPayment(id);
    const approval = approvedBy(vera, honestWord({ ...vera, key }, requested));
    await released(approval(approvedByTess(requested)));
  }

  test.each(forgedDevices)('$what', async ({ what, forge }) => {
    const { devices, key } = forge(targetOf());
    for (const device of devices) await stack.table.put(deviceItem(device));
    const id = `device-${forgedDevices.findIndex((each) => each.what === what)}`;
    await signedWith(id, key);
    await isHeld(id, 'unknown-device');
  });

  test('a whole registry by a right chain and false roots, by the role of the function of devices', async () => {
    const { devices, key } = forgeRegistry(targetOf());
    const heads = openDeviceHeads(stack.headsAs('passkeys'));
    for (const device of devices) {
      const { credentialId } = device.enrolment;
      for (const entry of device.history) expect(await heads.advance(credentialId, entry)).toBe(true);
      await stack.table.put(deviceItem(device));
    }
    await signedWith('false-roots', key);
    await isHeld('false-roots', 'no-way-to-a-root');
  });

  test('a device of the configuration that was revoked, and the table does not say so any more', async () => {
    await stack.api.ask(deviceViewSchema, rick.persona, 'DELETE', `/passkeys/${rick.key.credentialId}`);
    await stack.removeItem(passkeyKey(rick.key.credentialId));
    const requested = requestedPayment('revoked-root');
    await released(approvedBy(rick, honestWord(rick, requested))(approvedByTess(requested)));
    await isHeld('revoked-root', 'revoked');
  });

  test('a device that was confirmed and revoked, put back as it was before', async () => {
    const nora = newPerson('nora', 'finance');
    const device = await enrollDevice({ ...nora, api: stack.api }, 'Laptop');
    await confirmDevice({ ...tess, api: stack.api }, device);
    const pk = passkeyKey(device.credentialId);
    const before = await stack.table.get(pk);
    await stack.api.ask(deviceViewSchema, nora.persona, 'DELETE', `/passkeys/${device.credentialId}`);
    await stack.table.put({ ...before, pk });
    const requested = requestedPayment('revoked-device');
    await released(approvedBy(nora, honestWord(nora, requested))(approvedByTess(requested)));
    await isHeld('revoked-device', 'revoked');
  });
});
