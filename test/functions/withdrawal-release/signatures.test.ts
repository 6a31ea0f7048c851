import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/shared/core/amount.ts';
import { iso } from '../../../functions/shared/core/clock.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { instructionKey, passkeyKey } from '../../../functions/shared/core/item-keys.ts';
import { approvalSaid, confirmationSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { addApproval, awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { openDeviceHeads } from '../../../functions/shared/ledger/passkeys/device-heads.ts';
import { openDevices } from '../../../functions/shared/ledger/passkeys/device-store.ts';
import { openRegistry } from '../../../functions/shared/ledger/passkeys/read-registry.ts';
import { readSignedPayment } from '../../../functions/shared/ledger/passkeys/read-signatures.ts';
import { addRestoreAcceptance, markOrigin } from '../../../functions/shared/ledger/passkeys/restored-heads.ts';
import type { PasskeyFloor } from '../../../functions/shared/ledger/policy/passkey-floor.ts';
import { raisedPolicies } from '../../../functions/shared/ledger/store/raised-policies.ts';
import { addConfirmation } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { confirmDevice, revokeDevice } from '../../../functions/shared/passkeys/device-transitions.ts';
import { type NamedPerson, stampAt } from '../../../functions/shared/passkeys/person.ts';
import { rootsById } from '../../../functions/shared/passkeys/registry.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { noon } from '../../support/clock.ts';
import { deviceItem, forgedDevices, forgeRegistry } from '../../support/forged-devices.ts';
import { forgedWords } from '../../support/forged-words.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { policyWith, withdrawal } from '../../support/instructions.ts';
import { restoredCopyOf, startLedger, type TestLedger } from '../../support/ledger.ts';
import { person } from '../../support/people.ts';
import { entryWith } from '../../support/whitelist.ts';
import {
  confirmationOf,
  day,
  minute,
  nonceOf,
  type Owner,
  ownerNamed,
  place,
  type Saying,
  say,
} from '../shared/passkeys/support/people.ts';

/*
 * What leaves where signatures are asked for, and what does not: somebody has the right to write anything into the
 * table, and lacks the devices of the people.
 */

const id = instructionId('inv-2026-0042');
const withdrawPath = '/api/v1/account/withdraw';
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };
const policy = (passkeys: string, quorum = 1) =>
  policyWith({ passkeys, withdrawals: { USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum }] } } });

const fiona = ownerNamed('fiona@example.com');
const tess = ownerNamed('tess@example.com');
/** Their devices are those that the configuration names. */
const roots = rootsById([fiona.enrolment, tess.enrolment]);
const ground = { place, roots, leastDelay: 0 };
/** Enrolled long ago, so that what was confirmed then acts. */
const longAgo = noon - 10 * day;

let fixture: FunctionFixture;
let headLedger: TestLedger;

beforeEach(async () => {
  [fixture, headLedger] = await Promise.all([startFunctionFixture(), startLedger()]);
  fixture.script.on(withdrawPath, accepted);
  await fixture.parts.policies.put(policy('approvals'));
});
afterEach(() => Promise.all([fixture.close(), headLedger.close()]));

const stampOf = ({ by }: NamedPerson, at = noon) => ({ at, ...person(by) });
const requested = () => {
  const stamp = stampOf(personOf('alice@example.com'));
  return awaitApproval(createInstruction(withdrawal(id), stamp), stamp);
};
function personOf(by: string): NamedPerson {
  return { by, issuer: 'https://login.example.com', claim: 'email' };
}

/** What a device signs for an approval. */
const wordFor = (owner: Pick<Owner, 'person' | 'key'>, of: Instruction, saying: Saying = {}): SignedWord => {
  const said = approvalSaid(of, person(owner.person.by));
  return say(owner.key, said, { at: noon, nonce: nonceOf(owner.person.by), ...saying }).word;
};

const withApproval = (of: Instruction, { by }: NamedPerson, word: SignedWord | undefined, at = noon) =>
  addApproval(of, { groups: ['finance'], isEnough: true, word }, stampOf(personOf(by), at));

/** Kept as the table has it, whoever wrote it. */
const keep = (instruction: Instruction) => fixture.parts.instructions.create(instruction);

function release(floor: PasskeyFloor = { level: 'off', over: {} }) {
  const registry = openRegistry({ table: fixture.ledger.table, heads: openDeviceHeads(headLedger.table) }, ground);
  const policies = raisedPolicies(fixture.parts.policies, floor);
  return releaseWithdrawal({ ...fixture.parts, policies, devices: registry }, id);
}

const posts = () => fixture.script.seen.filter(({ target }) => target === withdrawPath).length;
const held = { status: 'approved', heldReason: 'signatures-refused' };

/** The store of the one function that may write devices. */
const devices = () => openDevices({ table: fixture.ledger.table, headTable: headLedger.table, roots });
/** A device of somebody else, confirmed by Fiona with hers. */
async function enroll(owner: Owner, at = longAgo): Promise<void> {
  await devices().propose(owner.enrolment, stampAt(owner.person, at));
  const { word } = say(fiona.key, confirmationOf(owner.enrolment, fiona.person), { at });
  await devices().change(owner.enrolment.credentialId, (now) =>
    confirmDevice(now, { stamp: stampAt(fiona.person, at), word, actsFrom: at }),
  );
}

describe('a payment leaves that was signed', () => {
  test('by a device that the configuration names', async () => {
    await keep(withApproval(requested(), fiona.person, wordFor(fiona, requested())));
    expect((await release()).state.status).toBe('sent');
    expect(posts()).toBe(1);
  });

  test('by a device that somebody confirmed whose own leads back to those', async () => {
    const carol = ownerNamed('carol@example.com');
    await enroll(carol);
    await keep(withApproval(requested(), carol.person, wordFor(carol, requested())));
    expect((await release()).state.status).toBe('sent');
  });

  test('again by who approved it before signatures were asked for', async () => {
    const unsigned = withApproval(requested(), fiona.person, undefined);
    await keep(unsigned);
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'approvals-missing' });
    const waiting = await fixture.parts.instructions.get(id);
    if (waiting === undefined) throw new Error('it is gone');
    const later = noon + minute;
    const signed = withApproval(waiting, fiona.person, wordFor(fiona, waiting, { at: later }), later);
    await fixture.parts.instructions.update(waiting, signed);
    fixture.clock.advance(minute);
    expect((await release()).state.status).toBe('sent');
  });

  test('by nobody, where none is asked for', async () => {
    await fixture.parts.policies.put(policy('off'));
    await keep(withApproval(requested(), fiona.person, undefined));
    expect((await release()).state.status).toBe('sent');
  });
});

describe('nothing leaves, and people are told,', () => {
  test.each(forgedWords)('on a signature $what', async ({ flaw, forge }) => {
    const statement = {
      ...approvalSaid(requested(), person(fiona.person.by)),
      ...{ stage: place.stage, nonce: nonceOf('forged'), expiresAt: iso(noon + 5 * minute) },
    };
    const word = forge({ statement, party: place, key: fiona.key, other: tess.key });
    await keep(withApproval(requested(), fiona.person, word));
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(0);
    const told = fixture.outbox.events.filter(({ type }) => type === 'SignatureRefused');
    expect(told).toHaveLength(1);
    expect(told[0]?.detail).toMatchObject({ id, signatures: [{ by: fiona.person.by, flaw }] });
    expect(JSON.stringify(told)).not.toContain(word.signature);
  });

  test('on an approval without a signature, whoever wrote it', async () => {
    await keep(withApproval(requested(), fiona.person, undefined));
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'approvals-missing' });
    expect(posts()).toBe(0);
  });

  test('on one signature that stands for two people', async () => {
    await fixture.parts.policies.put(policy('approvals', 2));
    const word = wordFor(fiona, requested());
    await keep(withApproval(withApproval(requested(), fiona.person, word), tess.person, word));
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(0);
  });

  test('on the signature of a device that was revoked before it leaves', async () => {
    await keep(withApproval(requested(), fiona.person, wordFor(fiona, requested())));
    await devices().revoke(fiona.enrolment.credentialId, stampAt(tess.person, noon));
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(0);
  });

  test('on the signature of a device that was confirmed and does not act yet', async () => {
    const carol = ownerNamed('carol@example.com');
    await devices().propose(carol.enrolment, stampAt(carol.person, noon));
    const { word } = say(fiona.key, confirmationOf(carol.enrolment, fiona.person), { at: noon });
    await devices().change(carol.enrolment.credentialId, (now) =>
      confirmDevice(now, { stamp: stampAt(fiona.person, noon), word, actsFrom: noon + day }),
    );
    await keep(withApproval(requested(), carol.person, wordFor(carol, requested())));
    expect((await release()).state).toMatchObject(held);
  });
});

describe('whoever writes the table brings no device in:', () => {
  const signedBy = async (owner: Pick<Owner, 'person' | 'key'>) => {
    await keep(withApproval(requested(), owner.person, wordFor(owner, requested())));
    return (await release()).state;
  };

  test.each(forgedDevices)('$what', async ({ forge }) => {
    const carol = ownerNamed('carol@example.com');
    await enroll(carol);
    const { devices: forged, key } = forge({ place, victim: carol, confirmer: fiona, at: longAgo });
    for (const device of forged) await fixture.ledger.table.put(deviceItem(device));
    expect(await signedBy({ ...carol, key })).toMatchObject(held);
    expect(posts()).toBe(0);
  });

  test('two devices that confirm each other, where the table of heads has them too', async () => {
    const { devices: forged, key } = forgeRegistry({ place, victim: fiona, confirmer: tess, at: longAgo });
    for (const device of forged) {
      await fixture.ledger.table.put(deviceItem(device));
      for (const entry of device.history) {
        await openDeviceHeads(headLedger.table).advance(device.enrolment.credentialId, entry);
      }
    }
    expect(await signedBy({ ...fiona, key })).toMatchObject(held);
    const [told] = fixture.outbox.events.filter(({ type }) => type === 'SignatureRefused');
    expect(told?.detail).toMatchObject({ signatures: [{ flaw: 'no-way-to-a-root' }] });
  });

  test('a revoked device whose revocation is taken back', async () => {
    const carol = ownerNamed('carol@example.com');
    await enroll(carol);
    const before = await fixture.ledger.table.get(passkeyKey(carol.enrolment.credentialId));
    await devices().change(carol.enrolment.credentialId, (now) => revokeDevice(now, stampAt(fiona.person, longAgo)));
    await fixture.ledger.table.put(before ?? { pk: 'none' });
    expect(await signedBy(carol)).toMatchObject(held);
  });
});

describe('where everything that lets money go takes a signature, a destination is paid', () => {
  const { destination } = withdrawal();
  beforeEach(async () => {
    await fixture.parts.policies.put(policy('all'));
    await keep(withApproval(requested(), fiona.person, wordFor(fiona, requested())));
  });
  const confirm = async (changes: object = {}) => {
    const entry = await fixture.parts.whitelist.get(destination);
    if (entry === undefined) throw new Error('there is no destination');
    const said = { ...confirmationSaid(entry, person(tess.person.by)), ...changes } as Said;
    const { word } = say(tess.key, said, { at: noon, nonce: nonceOf('destination') });
    const stamp = stampOf(tess.person);
    await fixture.parts.whitelist.change(destination, (now) =>
      addConfirmation(now, now.digest, day, stamp, undefined, word),
    );
  };

  test('once somebody signed that it is right', async () => {
    await confirm();
    expect((await release()).state.status).toBe('sent');
  });

  test('not as long as nobody did', async () => {
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'destination-unsigned' });
    expect(posts()).toBe(0);
  });

  test('not because somebody signed for another one', async () => {
    await confirm({ subject: { id: 'elsewhere', digest: 'e'.repeat(64) } });
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'destination-unsigned' });
  });
});

describe('whoever writes the table does not switch signatures off:', () => {
  test.each<[string, PasskeyFloor]>([
    ['the level', { level: 'approvals', over: {} }],
    ['the tier', { level: 'off', over: { USDT: amount('1000') } }],
  ])('%s that the stage was deployed with holds', async (_, floor) => {
    await fixture.parts.policies.put(policy('off'));
    await keep(withApproval(requested(), fiona.person, undefined));
    expect((await release(floor)).state).toMatchObject({ status: 'approved', heldReason: 'approvals-missing' });
    expect(posts()).toBe(0);
  });
});

test('an approval that says what its history does not is not read at all', async () => {
  const signed = withApproval(requested(), fiona.person, wordFor(fiona, requested()));
  await keep(signed);
  const item = await fixture.ledger.table.get(instructionKey(id));
  const [approval] = signed.approvals;
  const word = { ...wordFor(fiona, requested()), expiresAt: iso(noon + 2 * minute) };
  await fixture.ledger.table.put({ ...item, pk: instructionKey(id), approvals: [{ ...approval, word }] });
  await expect(release()).rejects.toMatchObject({ code: 'item-corrupt' });
  expect(posts()).toBe(0);
});

test('the devices of approvals and of the destination are read at once', async () => {
  const { instruction } = await keep(withApproval(requested(), fiona.person, wordFor(fiona, requested())));
  const word = wordFor(tess, instruction);
  const entry = entryWith({ confirmations: [{ ...stampOf(tess.person), word }] });
  const reads: (readonly string[])[] = [];
  const registry = openRegistry({ table: fixture.ledger.table, heads: openDeviceHeads(headLedger.table) }, ground);
  const counted = {
    read: (...[ids, options]: Parameters<typeof registry.read>) => {
      reads.push(ids);
      return registry.read(ids, options);
    },
  };
  const signed = await readSignedPayment(counted, { instruction, entry }, policy('all'), noon);
  expect(reads).toEqual([[fiona.enrolment.credentialId, tess.enrolment.credentialId]]);
  expect(signed).toMatchObject({ signatures: { signed: [{ by: fiona.person.by }] }, isDestinationSigned: false });
});

describe('a restore of both tables to a time before a revocation', () => {
  const carol = ownerNamed('carol@example.com');
  const acceptance = async (owner: Owner) => {
    const table = await headLedger.table.identity();
    const subject = { id: table, digest: 'a'.repeat(64) };
    const said = { purpose: 'restore', decision: 'accept', subject, person: owner.person } as const;
    return {
      ...stampAt(owner.person, noon),
      table,
      digest: subject.digest,
      word: say(owner.key, said, { at: noon }).word,
    };
  };

  /** Carol's device is back in both. */
  beforeEach(async () => {
    await markOrigin(headLedger.table);
    await enroll(carol);
    const key = passkeyKey(carol.enrolment.credentialId);
    const [before, copy] = await Promise.all([fixture.ledger.table.get(key), restoredCopyOf(headLedger)]);
    await devices().revoke(carol.enrolment.credentialId, stampAt(fiona.person, noon - day));
    const original = headLedger;
    headLedger = copy;
    await original.close();
    await fixture.ledger.table.put({ ...before, pk: key });
  });
  const approvedBy = (owner: Owner) => keep(withApproval(requested(), owner.person, wordFor(owner, requested())));

  test.each([
    ['with that device', carol],
    ['with a root', tess],
  ])('pays nothing of what was approved %s, and tells people', async (_, owner) => {
    await approvedBy(owner);
    expect(await release()).toMatchObject({ state: held });
    expect(posts()).toBe(0);
    expect(fixture.outbox.events.map(({ type }) => type)).toContain('SignatureRefused');
  });

  test('counts once two different people have accepted it, and not before', async () => {
    await approvedBy(carol);
    await addRestoreAcceptance(headLedger.table, await acceptance(fiona));
    await addRestoreAcceptance(headLedger.table, await acceptance(fiona));
    expect(await release()).toMatchObject({ state: held });
    await addRestoreAcceptance(headLedger.table, await acceptance(tess));
    fixture.clock.advance(minute);
    await release();
    expect(posts()).toBe(1);
  });
});
