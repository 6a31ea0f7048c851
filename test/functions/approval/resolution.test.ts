import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/shared/core/amount.ts';
import { assert } from '../../../functions/shared/core/errors.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import {
  flagForAttention,
  proveAbsent,
  recordAbsence,
} from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { limitedBooksFor } from '../../../functions/shared/ledger/limits/limited-books.ts';
import { historyKeysOf } from '../../../functions/shared/ledger/payments/settled-payment.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../functions/shared/ledger/store/instruction-store.ts';
import { openPaymentHistories } from '../../../functions/shared/ledger/store/payment-histories.ts';
import { openReservations, type Reservations } from '../../../functions/shared/ledger/store/reservations.ts';
import { noon } from '../../support/clock.ts';
import { unknownWithdrawal, withdrawalInDoubt } from '../../support/doubt.ts';
import { answerTo, claims, groupOfRole, issuerClaims } from '../../support/http-event.ts';
import { approved, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { noPasskeyVariables } from '../../support/passkeys.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';

/* The function as it is deployed, on a table and a bus that speak their services' protocols. */
let ledger: TestLedger;
let messaging: TestMessaging;
let instructions: InstructionStore;
let reservations: Reservations;
let handler: typeof import('../../../functions/approval/handler.ts').handler;
let id = '';
let number = 0;
let digest = '';

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
  reservations = openReservations(ledger.table);
  await ledger.table.put(initialPolicyItem(policyWith({ roles: groupOfRole })));
});
afterAll(() => Promise.all([ledger.close(), messaging.close()]));
beforeEach(async () => {
  number += 1;
  id = `inv-${number}`;
  const instruction = withdrawalInDoubt(id);
  digest = instruction.digest;
  await instructions.create(instruction);
  await instructions.markPublished(instruction);
  const entry = { id: `${id}#1`, quantity: amount('1250.5') };
  const { content } = instruction;
  assert(content.kind !== 'asset-transfer', 'a withdrawal is in doubt');
  await reservations.reserve(limitedBooksFor(policyWith(), content), entry, noon);
  messaging.events.length = 0;
});

function post(who: Record<string, string> | undefined, body: unknown, about = id) {
  const path = '/instructions/{id}/resolution';
  return answerTo(handler, { method: 'POST', path, pathParameters: { id: about }, claims: who, body });
}

const resolutionBody = (changes: Record<string, unknown> = {}) => ({
  decision: 'settled',
  evidence: 'transaction 0x1',
  digest,
  ...changes,
});
const resolve = (name: string, changes: Record<string, unknown> = {}) =>
  post(claims(name, 'finance'), resolutionBody(changes));
const stored = async () => (await instructions.get(instructionId(id))) ?? approved();
const reservation = async (of = id) => {
  const { entries } = { ...(await ledger.table.get('limit#USDT')) };
  return (entries as { id: string }[]).find((entry) => entry.id === `${of}#1`);
};
const published = () => messaging.events.map(({ type, detail }) => [type, detail.status, detail.reason]);

describe('two people', () => {
  test('settle money in doubt: 202 for the first, 200 for the second, and both steps are published', async () => {
    const first = await resolve('bob');
    expect(first).toMatchObject({
      status: 202,
      body: { status: 'needs-attention', proposal: { decision: 'settled', by: 'bob@example.com' }, digest },
    });
    const second = await resolve('carol', { evidence: 'seen on the chain' });
    expect(second).toMatchObject({ status: 200, body: { id, status: 'settled', reason: 'resolved' } });
    expect(second.body).not.toHaveProperty('proposal');
    expect(published()).toEqual([
      ['InstructionStatusChanged', 'needs-attention', 'resolution-proposed'],
      ['InstructionStatusChanged', 'settled', 'resolved'],
    ]);
    expect(JSON.stringify(messaging.events)).not.toContain('0x1');
  });

  test('settle it, and it is kept among the payments to its account', async () => {
    await resolve('bob');
    await resolve('carol');
    const { account = '' } = historyKeysOf(withdrawal());
    expect(await openPaymentHistories(ledger.table).get(account)).toMatchObject({ last: { id } });
  });

  test('take an ended instruction out of the list of open ones', async () => {
    const open = async () => {
      const { instructions: listed } = await instructions.listOpen(100);
      return listed.map(({ content }) => String(content.instructionId));
    };
    await resolve('bob', { decision: 'failed' });
    expect(await open()).toContain(id);
    await resolve('carol', { decision: 'failed' });
    expect(await open()).not.toContain(id);
    expect((await stored()).state).toEqual({ status: 'failed', reason: 'resolved' });
  });

  test('who do not agree do not end it', async () => {
    await resolve('bob');
    const second = await resolve('carol', { decision: 'failed' });
    expect(second).toMatchObject({ status: 202, body: { proposal: { decision: 'failed', by: 'carol@example.com' } } });
  });

  test('at the same moment are one 202 and one 200', async () => {
    const answers = await Promise.all([resolve('bob'), resolve('carol')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await stored()).state).toEqual({ status: 'settled', reason: 'resolved' });
  });

  test('are never one person who calls often, at the same moment, in capitals or not', async () => {
    const answers = await Promise.all(['bob', 'Bob', 'BOB'].map((name) => resolve(name)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await stored()).state.status).toBe('needs-attention');
    // Saying the same again writes nothing.
    expect((await stored()).history.filter(({ reason }) => reason === 'resolution-proposed')).toHaveLength(1);
  });
});

describe('the reservation under the limits', () => {
  const reserved = { quantity: '1250.5' };

  test('is kept while one person has decided', async () => {
    await resolve('bob');
    expect(await reservation()).toEqual({ id: `${id}#1`, ...reserved });
  });

  test('counts from the last moment at which it can have moved, where two people say that it did', async () => {
    await resolve('bob');
    await resolve('carol');
    expect(await reservation()).toEqual({ id: `${id}#1`, ...reserved, movedAt: noon + 5_000 });
  });

  test('is entered anew before the first decides, where an attempt had counted as absent', async () => {
    const noted = recordAbsence(unknownWithdrawal(`${id}-late`), noon, stamp);
    const doubtful = flagForAttention(proveAbsent(noted, stamp), 'earlier-attempt', [], stamp);
    await instructions.create(doubtful);
    digest = doubtful.digest;
    expect((await post(claims('bob', 'finance'), resolutionBody(), `${id}-late`)).status).toBe(202);
    expect(await reservation(`${id}-late`)).toMatchObject(reserved);
    expect((await post(claims('carol', 'finance'), resolutionBody(), `${id}-late`)).status).toBe(200);
    expect(await reservation(`${id}-late`)).toMatchObject({ ...reserved, movedAt: noon + 5_000 });
  });

  test('is given back where two people say that it did not move', async () => {
    await resolve('bob', { decision: 'failed' });
    await resolve('carol', { decision: 'failed' });
    expect(await reservation()).toBeUndefined();
  });

  test('that could not be settled is settled when one of them repeats it, and published only then', async () => {
    await resolve('bob', { decision: 'failed' });
    messaging.events.length = 0;
    const whole = await ledger.table.get('limit#USDT');
    await ledger.table.put({ pk: 'limit#USDT' });
    expect(await resolve('carol', { decision: 'failed' })).toMatchObject({ status: 500 });
    expect((await stored()).state).toEqual({ status: 'failed', reason: 'resolved' });
    expect(published()).toEqual([]);
    await ledger.table.put({ ...whole });
    expect((await resolve('carol', { decision: 'failed' })).status).toBe(200);
    expect(await reservation()).toBeUndefined();
    expect(published()).toEqual([['InstructionStatusChanged', 'failed', 'resolved']]);
  });
});

describe('who may', () => {
  test.each([
    ['approver', 'finance', 202],
    ['operator', 'oncall', 202],
    ['requester', 'ops', 403],
    ['whitelister', 'treasury', 403],
    ['auditor', 'audit', 403],
    ['nobody', 'strangers', 403],
  ])('%s', async (_role, group, status) => {
    expect((await post(claims('bob', group), resolutionBody())).status).toBe(status);
    expect((await stored()).version).toBe(status === 202 ? 7 : 6);
  });

  test.each([
    ['without a token', undefined, 401],
    ['with a token of another issuer', { ...claims('bob', 'finance'), iss: 'x' }, 401],
    ['without the claim that names a person', { ...issuerClaims, groups: '[finance]' }, 403],
    ['whose name is no person’s', { ...issuerClaims, email: 'bob smith', groups: '[finance]' }, 400],
  ])('nobody %s', async (_what, who, status) => {
    expect((await post(who, resolutionBody())).status).toBe(status);
    expect((await stored()).version).toBe(6);
  });

  test.each(['alice', 'Alice'])('not %s, who asked for it', async (name) => {
    await resolve('bob');
    const own = await resolve(name);
    expect(own).toMatchObject({ status: 403, body: { error: { code: 'own-instruction' } } });
    expect((await stored()).state.status).toBe('needs-attention');
  });
});

describe('what is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['no decision', { decision: undefined }, 'decision'],
    ['a decision to send it again', { decision: 'approved' }, 'decision'],
    ['no evidence', { evidence: undefined }, 'evidence'],
    ['evidence of white space', { evidence: '  ' }, 'evidence'],
    ['evidence that hides text', { evidence: 'tx \u202e' }, 'evidence'],
    ['evidence that is too long', { evidence: 'x'.repeat(1_001) }, 'evidence'],
    ['no digest', { digest: undefined }, 'digest'],
    ['a digest in capitals', { digest: 'A'.repeat(64) }, 'digest'],
    ['a person beside the token’s', { by: 'carol@example.com' }, 'by'],
  ])('%s', async (_what, changes, field) => {
    const { status, body } = await resolve('bob', changes);
    expect([status, body]).toMatchObject([400, { error: { code: 'invalid-input', details: [{ field }] } }]);
    expect((await stored()).version).toBe(6);
  });

  test('an instruction that is not there, and an id that is none', async () => {
    const bob = claims('bob', 'finance');
    expect(await post(bob, resolutionBody(), 'none')).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    });
    expect(await post(bob, resolutionBody(), 'a/b')).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-input' } },
    });
  });

  test('another digest', async () => {
    const answer = await resolve('bob', { digest: '0'.repeat(64) });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'digest-mismatch' } } });
  });

  test('an instruction that is not in doubt', async () => {
    const instruction = approved(withdrawal(`other-${number}`));
    await instructions.create(instruction);
    const { instructionId: other } = instruction.content;
    const answer = await post(claims('bob', 'finance'), resolutionBody({ digest: instruction.digest }), other);
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'not-in-doubt' } } });
  });

  test('another end than the one that two people decided; the same one is 200 for whoever repeats it', async () => {
    await resolve('bob');
    const ended = await resolve('carol');
    expect(await resolve('carol')).toEqual(ended);
    expect(await resolve('bob', { decision: 'failed' })).toMatchObject({
      status: 409,
      body: { error: { code: 'not-in-doubt' } },
    });
  });
});

test('a bus that was away when two people had agreed gets its events when one of them repeats it', async () => {
  await resolve('bob');
  messaging.events.length = 0;
  messaging.setAway(true);
  expect(await resolve('carol')).toMatchObject({ status: 503, body: { error: { code: 'bus-unavailable' } } });
  expect((await stored()).state).toEqual({ status: 'settled', reason: 'resolved' });
  messaging.setAway(false);
  expect((await resolve('carol')).status).toBe(200);
  expect(published()).toEqual([['InstructionStatusChanged', 'settled', 'resolved']]);
});
