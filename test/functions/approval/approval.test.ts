import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/shared/core/amount.ts';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { limitBookKey } from '../../../functions/shared/core/item-keys.ts';
import { awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { WithdrawalContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { createInstruction, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { pauseSending, resumeSending } from '../../../functions/shared/ledger/pause/pause.ts';
import { historyKeysOf } from '../../../functions/shared/ledger/payments/settled-payment.ts';
import { openExchangeReadings } from '../../../functions/shared/ledger/store/exchange-readings.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../functions/shared/ledger/store/instruction-store.ts';
import { openPauses } from '../../../functions/shared/ledger/store/pauses.ts';
import { openPaymentHistories } from '../../../functions/shared/ledger/store/payment-histories.ts';
import { openReservations } from '../../../functions/shared/ledger/store/reservations.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import { noon } from '../../support/clock.ts';
import { answerTo, claims } from '../../support/http-event.ts';
import { approved, fundingPolicy, policyWith, transfer, withdrawal } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { noPasskeyVariables } from '../../support/passkeys.ts';
import { testPolicyStore } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';
import { activeEntry } from '../../support/whitelist.ts';

/* The function as it is deployed, on a table, a bus and a queue that speak their services' protocols. */
let ledger: TestLedger;
let messaging: TestMessaging;
let instructions: InstructionStore;
let handler: typeof import('../../../functions/approval/handler.ts').handler;
let number = 0;
let id = '';
let digest = '';

const approvals = [
  { over: '0', quorum: 1 },
  { over: '1000', quorum: 2, groups: ['treasury', 'finance'] },
];

const rolling = [{ windowMs: 86_400_000, amount: '200000', count: 10 }];

beforeAll(async () => {
  [ledger, messaging] = await Promise.all([startWireLedger(), startTestMessaging()]);
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    EVENT_BUS_NAME: 'treasury-test',
    RELEASE_QUEUE_URL: messaging.queueUrl,
    ...silentLogging,
    ...noPasskeyVariables,
  });
  ({ handler } = await import('../../../functions/approval/handler.ts'));
  instructions = openInstructionStore(ledger.table, randomUUID);
  await testPolicyStore(ledger.table, systemClock).put(
    policyWith({ withdrawals: { USDT: { perInstruction: '50000', rolling, approvals } }, funding: fundingPolicy }),
  );
  await activeEntry(openWhitelist(ledger.table));
});
afterAll(() => Promise.all([ledger.close(), messaging.close()]));
beforeEach(async () => {
  number += 1;
  id = `inv-${number}`;
  digest = await awaitingApproval(id);
  messaging.events.length = 0;
  messaging.messages.length = 0;
});

/** A withdrawal that waits for people since `minutes` ago. */
async function awaitingApproval(of: string, changes: Partial<WithdrawalContent> = {}, minutes = 1): Promise<string> {
  const stamp = { at: systemClock.now() - minutes * 60_000, by: 'alice@example.com' };
  const instruction = awaitApproval(
    createInstruction(withdrawal(of, { note: 'invoice 42', ...changes }), stamp),
    stamp,
  );
  await instructions.create(instruction);
  await instructions.markPublished(instruction);
  return instruction.digest;
}

type Who = Record<string, string> | undefined;

function call(method: string, what: string, who: Who, body?: unknown, about = id) {
  const path = `/instructions/{id}/${what}`;
  return answerTo(handler, { method, path, pathParameters: { id: about }, claims: who, body });
}

const approve = (who: Who, changes: Record<string, unknown> = {}, about = id) =>
  call('POST', 'approvals', who, { decision: 'approve', digest, ...changes }, about);
const decline = (who: Who, about = id) =>
  call('POST', 'approvals', who, { decision: 'decline', digest, reason: 'not our invoice' }, about);
const cancel = (who: Who, about = id) => call('POST', 'cancel', who, undefined, about);
const approvalSummary = async (who: Who = claims('bob', 'finance'), about = id) =>
  call('GET', 'approvals', who, undefined, about);

const bob = claims('bob', 'finance');
const carol = claims('carol', 'treasury');
const dave = claims('dave', 'treasury');
const alice = claims('alice', 'ops', 'finance');

async function stored(of = id) {
  const page = (await ledger.dump()).find(({ pk }) => pk === `instruction#${of}`);
  if (page === undefined) throw new Error('the instruction is there');
  return page;
}
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  (body.error as { code: string } | undefined)?.code,
];

describe('two people of finance and treasury', () => {
  test('let it go: 202 for the first, 200 for the second, who sends it to its queue', async () => {
    expect(await approve(bob)).toMatchObject({ status: 202, body: { status: 'awaiting-approval' } });
    expect(messaging.messages).toEqual([]);
    const { status, body } = await approve(carol, { reason: 'seen the invoice' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ history: { 3: { by: 'carol@example.com', evidence: 'seen the invoice' } } });
    expect(body).toMatchObject({
      status: 'approved',
      approvals: [
        { by: 'bob@example.com', groups: ['finance'], digest },
        { by: 'carol@example.com', groups: ['treasury'], digest },
      ],
    });
    expect(messaging.messages).toEqual([
      { body: { instructionId: id }, group: 'withdrawal', deduplicationId: `${id}.4` },
    ]);
    expect(messaging.events.map(({ detail }) => [detail.status, detail.reason])).toEqual([
      ['awaiting-approval', 'approval-given'],
      ['approved', 'approval-given'],
    ]);
  });

  test('in the other order do so too', async () => {
    expect((await approve(carol)).status).toBe(202);
    expect(await approve(bob)).toMatchObject({ status: 200, body: { status: 'approved' } });
  });

  test('at the same moment are one 202 and one 200', async () => {
    const answers = await Promise.all([approve(bob), approve(carol)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect(await stored()).toMatchObject({ status: 'approved', version: 4 });
  });

  test('are not two people of one group', async () => {
    expect((await approve(carol)).status).toBe(202);
    expect(await approve(dave)).toMatchObject({ status: 202, body: { status: 'awaiting-approval' } });
    expect(messaging.messages).toEqual([]);
    expect(await approve(bob)).toMatchObject({ status: 200, body: { status: 'approved' } });
  });
});

test('one person is enough for a small quantity', async () => {
  digest = await awaitingApproval(`small-${number}`, { quantity: amount('1000') });
  expect(await approve(bob, {}, `small-${number}`)).toMatchObject({ status: 200, body: { status: 'approved' } });
});

describe('an approval is refused', () => {
  const isUnchanged = async (answer: { status: number; body: Record<string, unknown> }, ...expected: unknown[]) => {
    expect(codeOf(answer)).toEqual(expected);
    expect(await stored()).toMatchObject({ version: 2, status: 'awaiting-approval' });
  };

  test('to the one who asked, in whatever letters', async () => {
    await isUnchanged(await approve(alice), 403, 'own-instruction');
    await isUnchanged(await approve(claims('Alice', 'treasury')), 403, 'own-instruction');
  });

  test('to who proposed the destination, and to who alone confirmed it', async () => {
    await isUnchanged(await approve(claims('wanda', 'treasury')), 403, 'own-destination');
    await isUnchanged(await approve(claims('walter', 'finance')), 403, 'own-destination');
  });

  test('to one person the second time, whatever group they show', async () => {
    await approve(bob);
    expect(codeOf(await approve(bob))).toEqual([409, 'already-approved']);
    expect(codeOf(await approve(claims('BOB', 'treasury')))).toEqual([409, 'already-approved']);
    expect(await stored()).toMatchObject({ version: 3, status: 'awaiting-approval' });
    await approve(carol);
    expect(codeOf(await approve(bob))).toEqual([409, 'already-approved']);
  });

  test('on another digest', async () => {
    await isUnchanged(await approve(bob, { digest: '0'.repeat(64) }), 409, 'digest-mismatch');
  });

  test.each([
    ['no digest', { digest: undefined }],
    ['a digest in capitals', { digest: 'A'.repeat(64) }],
    ['no decision', { decision: undefined }],
    ['another decision', { decision: 'yes' }],
    ['a decline without a reason', { decision: 'decline' }],
    ['a person in the body', { by: 'carol@example.com' }],
    ['a reason that hides text', { reason: 'fine \u202e' }],
  ])('with %s', async (_what, changes) => {
    await isUnchanged(await approve(bob, changes), 400, 'invalid-input');
  });

  test.each([
    ['a requester', claims('erin', 'ops')],
    ['a whitelister by another group', claims('erin', 'whitelist')],
    ['an operator', claims('erin', 'oncall')],
    ['an auditor', claims('erin', 'audit')],
    ['a person without a group', claims('erin')],
  ])('to %s', async (_who, who) => {
    await isUnchanged(await approve(who), 403, 'forbidden');
  });

  test.each([
    ['nobody', undefined],
    ['an approver of another issuer', { ...bob, iss: 'https://id.example.com' }],
    ['an approver by a token for another audience', { ...bob, aud: 'portal' }],
  ])('to %s', async (_who, who) => {
    await isUnchanged(await approve(who), 401, 'token-not-accepted');
  });

  test('when it waited too long, and then it has expired', async () => {
    digest = await awaitingApproval(`old-${number}`, {}, 24 * 60 + 1);
    expect(codeOf(await approve(bob, {}, `old-${number}`))).toEqual([409, 'approval-expired']);
    expect(await stored(`old-${number}`)).toMatchObject({ status: 'expired' });
    expect(messaging.events.at(-1)?.detail).toMatchObject({ status: 'expired', reason: 'approval-expired' });
    expect(codeOf(await approve(carol, {}, `old-${number}`))).toEqual([409, 'approval-expired']);
  });

  test('of a sweep, of what has ended, and of what is not there', async () => {
    const sweep = approved(transfer(`sweep-${number}`));
    await instructions.create(sweep);
    expect(codeOf(await approve(bob, { digest: sweep.digest }, `sweep-${number}`))).toEqual([
      409,
      'not-awaiting-approval',
    ]);
    await cancel(alice);
    expect(codeOf(await approve(bob))).toEqual([409, 'not-awaiting-approval']);
    expect(codeOf(await approve(bob, {}, 'none'))).toEqual([404, 'not-found']);
    expect(codeOf(await approve(bob, {}, 'a/b'))).toEqual([400, 'invalid-input']);
  });
});

describe('a decline', () => {
  test('ends it, with the reason in the history', async () => {
    await approve(bob);
    expect(await decline(carol)).toMatchObject({ status: 200, body: { status: 'declined', reason: 'declined' } });
    expect(await stored()).toMatchObject({ history: { 3: { by: 'carol@example.com', evidence: 'not our invoice' } } });
    expect(codeOf(await approve(dave))).toEqual([409, 'not-awaiting-approval']);
    expect(messaging.messages).toEqual([]);
  });

  test('asked for twice by the same person is the same, and by another one it is too late', async () => {
    await decline(carol);
    expect(await decline(carol)).toMatchObject({ status: 200, body: { version: 3 } });
    expect(codeOf(await decline(bob))).toEqual([409, 'not-awaiting-approval']);
  });

  test('is taken until it is sent', async () => {
    await approve(bob);
    await approve(carol);
    expect(await decline(dave)).toMatchObject({ status: 200, body: { status: 'declined' } });
  });
});

describe('a cancellation', () => {
  test('is for the one who asked, before it is sent, and may be repeated', async () => {
    expect(codeOf(await cancel(claims('erin', 'ops')))).toEqual([403, 'not-your-instruction']);
    expect(codeOf(await cancel(claims('alice', 'finance')))).toEqual([403, 'forbidden']);
    expect(await cancel(claims('Alice', 'ops'))).toMatchObject({ status: 200, body: { status: 'canceled' } });
    expect(await cancel(alice)).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test('is possible when it was approved, and too late when it is being sent', async () => {
    await approve(bob);
    await approve(carol);
    const seen = (await instructions.listByStatus('approved', 100)).instructions.find(
      ({ content }) => content.instructionId === id,
    );
    if (seen === undefined) throw new Error('it is approved');
    const at = systemClock.now();
    await instructions.update(seen, startSending(seen, { timestamp: at, recvWindow: 5_000 }, { at, by: 'test' }));
    expect(codeOf(await cancel(alice))).toEqual([409, 'not-cancelable']);
    expect(codeOf(await decline(dave))).toEqual([409, 'not-awaiting-approval']);
  });
});

describe('what an approver sees', () => {
  test('is everything in full, with the address in blocks and the digest to send back', async () => {
    const { status, body } = await approvalSummary();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      kind: 'withdrawal',
      quantity: '1250.5',
      coin: 'USDT',
      chain: 'ETH',
      address: '0x52908400098527886E0F7030069857D2E4169EE7',
      addressBlocks: ['0x52', '9084', '0009', '8527', '886E', '0F70', '3006', '9857', 'D2E4', '169E', 'E7'],
      destination: {
        id: 'acme-usdt-eth',
        status: 'active',
        proposedBy: 'wanda@example.com',
        confirmedBy: [{ by: 'walter@example.com' }],
      },
      requestedBy: 'alice@example.com',
      note: 'invoice 42',
      digest,
      requires: { quorum: 2, groups: ['treasury', 'finance'] },
      approvals: [],
      missing: { people: 2, groups: ['treasury', 'finance'] },
      mayNotApprove: ['alice@example.com', 'wanda@example.com', 'walter@example.com'],
    });
    expect(body).not.toHaveProperty('forbidden');
  });

  test('tells what is still missing', async () => {
    await approve(bob);
    expect((await approvalSummary()).body).toMatchObject({ missing: { people: 1, groups: ['treasury'] } });
  });

  test('tells that it would be refused now', async () => {
    await awaitingApproval(`over-${number}`, { quantity: amount('50001') });
    expect((await approvalSummary(bob, `over-${number}`)).body).toMatchObject({ forbidden: 'over-per-instruction' });
  });

  test('is whether a decision of theirs would be taken, as the decision itself is answered', async () => {
    const old = `old-${number}-a`;
    const small = `small-${number}-a`;
    await awaitingApproval(old, {}, 24 * 60 + 1);
    await awaitingApproval(small, { quantity: amount('1000') });
    await approve(bob);
    const callers = [bob, carol, alice, claims('wanda', 'treasury'), claims('erin', 'audit'), claims('erin', 'ops')];
    for (const about of [id, old, small]) {
      for (const who of callers) {
        const { mayDecide, digest: seen } = (await approvalSummary(who, about)).body as {
          mayDecide: Record<'approve' | 'decline', Record<string, unknown>>;
          digest: string;
        };
        const before = await stored(about);
        const said = await approve(who, { digest: seen }, about);
        const error = said.body.error as { code: string; message: string } | undefined;
        expect(mayDecide.approve).toEqual(
          error === undefined ? { allowed: true } : { allowed: false, code: error.code, message: error.message },
        );
        await ledger.table.put({ ...before, pk: `instruction#${about}` });
      }
    }
  });

  test('is what a decline would be answered', async () => {
    const mayDecline = async (who: Who) => ((await approvalSummary(who)).body.mayDecide as { decline: object }).decline;
    expect(await mayDecline(claims('wanda', 'treasury'))).toEqual({ allowed: true });
    expect(await mayDecline(alice)).toMatchObject({ allowed: false, code: 'own-instruction' });
    await decline(bob);
    expect(await mayDecline(carol)).toMatchObject({ allowed: false, code: 'not-awaiting-approval' });
  });

  test('is what the exchange asks and what is there, with the age of both, or that nobody knows', async () => {
    expect((await approvalSummary()).body).toMatchObject({ exchange: { known: false }, balance: { known: false } });
    const readings = openExchangeReadings(ledger.table);
    const chains = [{ chain: 'ETH', fee: amount('1'), minimum: amount('5'), isOpen: true }];
    const readAt = Date.now() - 60_000;
    await readings.note('terms', { readAt, value: [{ coin: 'USDT', isOpen: true, chains }] });
    await readings.note('balances', { readAt, value: { withdrawal: { USDT: amount('1251') } } });
    const { body } = await approvalSummary();
    expect(body).toMatchObject({
      exchange: { known: true, open: true, fee: '1', totalDebit: '1251.5', minimum: '5' },
      balance: { known: true, free: '1251', enough: false, ageSeconds: expect.any(Number) },
    });
    expect(body).not.toHaveProperty('fundFrom');
    await awaitingApproval(`funded-${number}`, { fundFrom: 'trading' });
    const { body: funded } = await approvalSummary(bob, `funded-${number}`);
    expect(funded).toMatchObject({
      fundFrom: 'trading',
      funding: { allowed: true, to: 'custody', atMost: '2000', lacking: '0.5' },
    });
    await ledger.table.put({ pk: 'exchange-readings' });
  });

  test('is what the limits have left, or nothing of them where that cannot be read', async () => {
    const book = { pk: limitBookKey('USDT') };
    const count = { limit: 10, used: 0, left: 10 };
    expect((await approvalSummary()).body.limits).toEqual([
      { of: 'coin', window: '24h', amount: { limit: '200000', used: '0', left: '200000' }, count },
    ]);
    const dayMs = 86_400_000;
    const limits = [{ windowMs: dayMs, amount: amount('200000') }];
    const moved = { id: 'inv-before#1', quantity: amount('1500.25') };
    const now = systemClock.now();
    await openReservations(ledger.table).reserve([{ coin: 'USDT', limits }], moved, now);
    expect((await approvalSummary()).body.limits).toMatchObject([
      { amount: { used: '1500.25', left: '198499.75' }, count: { used: 1, left: 9 } },
    ]);
    await ledger.table.put({ ...book, version: 1, entries: 'many' });
    const { status, body } = await approvalSummary();
    expect([status, body.quantity]).toEqual([200, '1250.5']);
    expect(body).not.toHaveProperty('limits');
    await ledger.table.put({ ...book, version: 1, entries: [], hours: [] });
  });

  test('is every pause that stops it, with its scope, its person and its reason', async () => {
    const pauses = openPauses(ledger.table);
    const by = { by: 'olga@example.com', at: noon };
    await pauses.change((now) => pauseSending(now, 'coin:BTC', 'another coin', by));
    await pauses.change((now) => pauseSending(now, 'destination:acme-usdt-eth', 'they called', by));
    await pauses.change((now) => pauseSending(now, 'kind:withdrawal', 'odd since noon', by));
    await pauses.change((now) => resumeSending(now, 'kind:withdrawal', { ...by, by: 'otto@example.com' }));
    const at = '2026-11-20T10:00:00.000Z';
    expect((await approvalSummary()).body.pauses).toEqual([
      { scope: 'destination:acme-usdt-eth', by: 'olga@example.com', at, reason: 'they called' },
      {
        scope: 'kind:withdrawal',
        by: 'olga@example.com',
        at,
        reason: 'odd since noon',
        resumeProposedBy: 'otto@example.com',
      },
    ]);
  });

  /** A payment of somebody else to another account: no other test looks at what was paid there. */
  const elsewhere = (address: string, requestedBy: string) => withdrawal(id, { address, requestedBy });

  test('is what was paid to the account before, and since when that is kept', async () => {
    const content = elsewhere('0xde709f2102306220921060314715629080e2fb77', 'rita@example.com');
    await awaitingApproval(`paid-${number}`, { ...content, instructionId: instructionId(`paid-${number}`) });
    const summary = async () => (await approvalSummary(bob, `paid-${number}`)).body;
    const codes = async () => ((await summary()).risks as { code: string }[]).map(({ code }) => code);
    expect((await summary()).payments).toMatchObject({
      toAccount: { status: 'none' },
      byRequester: { status: 'none' },
    });
    expect(await codes()).toEqual(expect.arrayContaining(['first-payment', 'first-by-requester']));
    const keys = historyKeysOf(content);
    const histories = openPaymentHistories(ledger.table);
    const before = { id: instructionId('inv-0'), quantity: amount('1000'), paidAt: noon };
    await histories.note(keys.account ?? '', before, noon + 60_000);
    await histories.note(keys.requester, before, noon + 60_000);
    const paid = { status: 'paid', first: '2026-11-20T10:00:00.000Z', last: '2026-11-20T10:00:00.000Z' };
    expect((await summary()).payments).toEqual({
      keptSince: '2026-11-20T10:01:00.000Z',
      toAccount: { ...paid, largest: '1000' },
      byRequester: paid,
    });
    const now = await codes();
    expect(now).toContain('largest-so-far');
    expect(now).not.toContain('first-payment');
    expect(now).not.toContain('first-by-requester');
  });

  test('says so where what was paid before cannot be read, and shows the rest', async () => {
    const content = elsewhere('0x27b1fdb04752bbc536007a920d24acb045561c26', 'rob@example.com');
    await awaitingApproval(`odd-${number}`, { ...content, instructionId: instructionId(`odd-${number}`) });
    await ledger.table.put({ pk: historyKeysOf(content).account ?? '', version: 1, first: 'yesterday' });
    const { status, body } = await approvalSummary(bob, `odd-${number}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ payments: { toAccount: { status: 'unreadable' } }, quantity: '1250.5' });
    expect(body.risks).toContainEqual(expect.objectContaining({ code: 'history-unreadable' }));
  });

  test('is for every role, and for nobody else', async () => {
    expect((await approvalSummary(claims('erin', 'audit'))).status).toBe(200);
    expect(codeOf(await approvalSummary(claims('erin', 'interns')))).toEqual([403, 'forbidden']);
    expect(codeOf(await approvalSummary(bob, 'none'))).toEqual([404, 'not-found']);
  });
});

test('a queue that is away when the last one approves keeps nothing back: the approval stands, and the tick sends it to its queue', async () => {
  await approve(bob);
  messaging.setAway(true);
  expect(codeOf(await approve(carol))).toEqual([503, 'queue-unavailable']);
  messaging.setAway(false);
  expect(await stored()).toMatchObject({ status: 'approved', open: 'open' });
});
