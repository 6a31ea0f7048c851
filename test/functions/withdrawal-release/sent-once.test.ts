import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { instructionKey, sentKey } from '../../../functions/shared/core/item-keys.ts';
import { approvalSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { addApproval, awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import {
  markUnknown,
  proveAbsent,
  recordAbsence,
} from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  recordOutcome,
  startSending,
} from '../../../functions/shared/ledger/instruction/transitions.ts';
import { openDeviceHeads } from '../../../functions/shared/ledger/passkeys/device-heads.ts';
import { openRegistry } from '../../../functions/shared/ledger/passkeys/read-registry.ts';
import { openSentRecords, type SentRecords } from '../../../functions/shared/ledger/passkeys/sent-records.ts';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';
import { rootsById } from '../../../functions/shared/passkeys/registry.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { policyWith, withdrawal } from '../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import { person } from '../../support/people.ts';
import { day, minute, ownerNamed, place, say } from '../shared/passkeys/support/people.ts';

/* People sign for one payment: whoever writes the table does not have it sent twice by it, nor late. */

const id = instructionId('inv-2026-0042');
const withdrawPath = '/api/v1/account/withdraw';
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };
const tooMany = { status: 429, body: '{"code":"0003","msg":"Too many requests"}' };
const approvalExpiryMs = day;
const policy = (passkeys: string) => {
  const approvals = [{ over: '0', quorum: 1 }];
  return policyWith({ passkeys, approvalExpiryMs, withdrawals: { USDT: { perInstruction: '50000', approvals } } });
};
const fiona = ownerNamed('fiona@example.com');
const ground = { place, roots: rootsById([fiona.enrolment]), leastDelay: 0 };
const held = { status: 'approved', heldReason: 'signatures-refused' };

let fixture: FunctionFixture;
let headLedger: TestLedger;

beforeEach(async () => {
  [fixture, headLedger] = await Promise.all([startFunctionFixture(), startLedger()]);
  fixture.script.on(withdrawPath, accepted);
  await fixture.parts.policies.put(policy('approvals'));
});
afterEach(() => Promise.all([fixture.close(), headLedger.close()]));

/** Asked for at `from`, and signed at noon. */
function approved(from = noon): Instruction {
  const stamp = { at: from, ...person('alice@example.com') };
  const waiting = awaitApproval(createInstruction(withdrawal(id), stamp), stamp);
  const { word } = say(fiona.key, approvalSaid(waiting, person(fiona.person.by)), { at: noon });
  const approval = { groups: ['finance'], isEnough: true, word };
  return addApproval(waiting, approval, { at: noon, ...person(fiona.person.by) });
}

const openSends = (heads: Pick<Table, 'get' | 'update'> = headLedger.table) => openSentRecords(heads, randomUUID);

function release(sends: SentRecords = openSends()): Promise<Instruction> {
  const devices = openRegistry({ table: fixture.ledger.table, heads: openDeviceHeads(headLedger.table) }, ground);
  return releaseWithdrawal({ ...fixture.parts, devices, sends }, id);
}

const posts = () => fixture.script.seen.filter(({ target }) => target === withdrawPath).length;
const flaws = () =>
  fixture.outbox.events.flatMap(({ type, detail }) => (type === 'SignatureRefused' ? [Object(detail).signatures] : []));
const sentItem = () => headLedger.table.get(sentKey(approved().digest));

async function stored(): Promise<Instruction> {
  const found = await fixture.parts.instructions.get(id);
  if (found === undefined) throw new Error('it is gone');
  return found;
}

/** Whoever writes the table puts this there, whatever it has. */
async function putBack(instruction: Instruction): Promise<void> {
  const elsewhere = await startLedger();
  await openInstructionStore(elsewhere.table, () => 'forged').create(instruction);
  const item = await elsewhere.table.get(instructionKey(id));
  await elsewhere.close();
  await fixture.ledger.table.put({ ...item });
}

const stampNow = () => ({ at: fixture.clock.now(), by: 'reconciliation' });
/** As `reconciliation` leaves one that a crash left behind. */
async function provenAbsent(): Promise<void> {
  const sending = await stored();
  const doubted = markUnknown(sending, 'crashed', stampNow());
  const proven = proveAbsent(recordAbsence(doubted, fixture.clock.now(), stampNow()), stampNow());
  await fixture.parts.instructions.update(sending, proven);
  fixture.clock.advance(minute);
}

describe('what was sent is not sent again by a table that says it was not:', () => {
  test('it has no attempt any more', async () => {
    await fixture.parts.instructions.create(approved());
    expect((await release()).state.status).toBe('sent');
    await putBack(approved());
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(1);
    expect(flaws()).toEqual([[expect.objectContaining({ by: fiona.person.by, flaw: 'sent-before' })]]);
  });

  test('its attempt is there as one that the exchange did not take', async () => {
    await fixture.parts.instructions.create(approved());
    const [attempt] = (await release()).attempts;
    if (attempt === undefined) throw new Error('nothing was sent');
    const sending = startSending(approved(), attempt, stampNow());
    const answer = { kind: 'held', reason: 'rate-limited', exchangeCode: '0003' } as const;
    await putBack(recordOutcome(sending, answer, stampNow()));
    fixture.clock.advance(minute);
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(1);
  });

  test('its answer was lost, and the attempt is gone', async () => {
    fixture.script.on(withdrawPath, 'drop');
    await fixture.parts.instructions.create(approved());
    expect((await release()).state.status).toBe('unknown');
    await putBack(approved());
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(1);
  });

  test('another one wrote down the same send between the last look and the write', async () => {
    await fixture.parts.instructions.create(approved());
    const faster: Pick<Table, 'get' | 'update'> = {
      get: (pk) => headLedger.table.get(pk),
      update: async (pk, update) => {
        await openSends().begin(approved().digest, { number: 1, timestamp: noon - 1 }, undefined);
        return headLedger.table.update(pk, update);
      },
    };
    expect((await release(openSends(faster))).state).toMatchObject(held);
    fixture.clock.advance(minute);
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(0);
    expect(flaws()).toEqual([[expect.objectContaining({ flaw: 'sent-before' })]]);
  });
});

describe('what was not sent goes, as without a record:', () => {
  const crashing = (begin: SentRecords['begin']): SentRecords => ({ ...openSends(), begin });

  test.each([
    ['before the record is written', false],
    ['between the record and the POST', true],
  ])('after a crash %s, once it is proven absent', async (_, isRecorded) => {
    await fixture.parts.instructions.create(approved());
    const crash = crashing(async (...send) => {
      if (isRecorded) await openSends().begin(...send);
      throw new Error('crashed');
    });
    await expect(release(crash)).rejects.toThrow('crashed');
    await provenAbsent();
    expect((await release()).state.status).toBe('sent');
    expect(posts()).toBe(1);
    expect(await sentItem()).toMatchObject({ attempt: 2, answer: 'accepted' });
  });

  test('once the exchange takes it that asked to wait', async () => {
    fixture.script.on(withdrawPath, tooMany, accepted);
    await fixture.parts.instructions.create(approved());
    expect((await release()).state).toMatchObject({ status: 'approved', heldReason: 'rate-limited' });
    expect(await sentItem()).toMatchObject({ attempt: 1, answer: 'held' });
    fixture.clock.advance(minute);
    expect((await release()).state.status).toBe('sent');
  });

  test('by a write that the SDK sent twice because its answer was lost', async () => {
    await fixture.parts.instructions.create(approved());
    const twice: Pick<Table, 'get' | 'update'> = {
      get: (pk) => headLedger.table.get(pk),
      update: async (pk, update) => {
        await headLedger.table.update(pk, update);
        return headLedger.table.update(pk, update);
      },
    };
    expect((await release(openSends(twice))).state.status).toBe('sent');
    expect(await sentItem()).toMatchObject({ attempt: 1, answer: 'accepted' });
  });

  test('not while the record cannot be written', async () => {
    await fixture.parts.instructions.create(approved());
    const down = { ...headLedger.table, update: () => Promise.reject(new Error('the table does not answer')) };
    await expect(release(openSends(down))).rejects.toThrow('the table does not answer');
    expect(posts()).toBe(0);
  });

  test('with no record, where no signature is asked for', async () => {
    await fixture.parts.policies.put(policy('off'));
    await fixture.parts.instructions.create(approved());
    expect((await release()).state.status).toBe('sent');
    expect(await sentItem()).toBeUndefined();
  });
});

describe('a signature is good for approvalExpiry after the time that it names,', () => {
  test('and not longer, whatever the table says of when it was asked for', async () => {
    fixture.clock.advance(approvalExpiryMs + 6 * minute);
    await fixture.parts.instructions.create(approved(noon + day));
    expect((await release()).state).toMatchObject(held);
    expect(posts()).toBe(0);
    expect(flaws()).toEqual([[expect.objectContaining({ flaw: 'signed-too-long-ago' })]]);
  });

  test('and at least as long as the payment may wait', async () => {
    fixture.clock.advance(approvalExpiryMs);
    await fixture.parts.instructions.create(approved());
    expect((await release()).state.status).toBe('sent');
  });
});
