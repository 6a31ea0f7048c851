import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { paceKey } from '../../../../functions/shared/core/item-keys.ts';
import { enrolmentDigest } from '../../../../functions/shared/passkeys/enrolment.ts';
import { recentMonths } from '../../../../functions/shared/statements/close/recent-months.ts';
import { servedRoutes } from '../../../../infra/http-api/routes.ts';
import { register } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';
import type { Owner } from '../../../functions/shared/passkeys/support/people.ts';
import { acmeAddress } from '../../../support/instructions.ts';
import { activeEntry } from '../../../support/whitelist.ts';
import { beginEnrolment, given, pretendRestore, proposedBy, restoreWord, sign } from './passkey-scenario.ts';
import { inDoubt } from './payment-scenario.ts';
import { putClosableMonth, putStatement } from './report-scenario.ts';
import { type Person, passkeyOf, startTestApi, type TestApi } from './test-api.ts';

/*
 * Whoever lost an answer asks again: the same call a second time changes nothing in the table, and answers as it stands
 * or with the refusal that says so.
 */
let testApi: TestApi;
let digests: Readonly<Record<string, unknown>> = {};

const newAddress = '0xde709f2102306220921060314715629080e2fb77';
const requestBody = { destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', quantity: '5' };
const bank = (id: string) => ({ id, coin: 'USD', bankAccount: `account-of-${id}` });

beforeAll(async () => {
  testApi = await startTestApi();
  const { call, exchange, whitelist, instructions } = testApi;
  await activeEntry(whitelist);
  await putStatement(testApi.ledger.table);
  exchange.on('/api/v1/whitelist/walletSigning', { status: 200, body: '{"success":true}' });
  const asked = { coin: 'USDT', depositAddress: acmeAddress, depositAmount: '0.0042' };
  exchange.on('/api/v1/whitelist/verify', { status: 200, body: JSON.stringify(asked) });
  const ids = ['to-approve', 'to-decline', 'to-cancel'];
  const made = [
    ...(await Promise.all(
      ids.map((id) => call('alice', 'POST', '/withdrawals', { ...requestBody, instructionId: id })),
    )),
    await call('wanda', 'POST', '/whitelist', { id: 'to-prove', coin: 'USDT', chain: 'ETH', address: newAddress }),
    await call('wanda', 'POST', '/whitelist', bank('to-confirm')),
    await call('wanda', 'POST', '/whitelist', bank('to-revoke')),
  ];
  await call('wanda', 'POST', '/whitelist/to-confirm/proofs', { kind: 'document', text: 'a letter' });
  const { instruction } = await instructions.create(inDoubt('to-resolve'));
  await putClosableMonth(testApi.ledger.table);
  const { body: closable } = await call('olga', 'GET', `/statements/months/${month}`);
  digests = Object.fromEntries([
    ['month', closable.digest],
    ['to-resolve', instruction.digest],
    ...made.map(({ body }) => [String(body.id), body.digest] as const),
  ]);
  await preparePasskeys();
  offer(acmeAddress);
  await call('alice', 'GET', '/deposit-addresses/USDT/ETH');
  offer(newAddress);
});
afterAll(() => testApi.close());

function offer(address: string): void {
  const row = { canDeposit: true, address, addressExt: '', minQuantity: '1', coinType: 'ERC20_TOKEN' };
  testApi.exchange.on('/api/v1/account/deposit/address', { status: 200, body: JSON.stringify(row) });
}

/** What a browser gave back for a device of adam's, and bob's word for one of dora's. */
let enrolled: object = {};
let confirmation: object = {};
let device = '';

async function preparePasskeys(): Promise<void> {
  enrolled = { registration: register(createSoftwareKey(), await beginEnrolment(testApi, 'adam')) };
  const { enrolment } = await proposedBy(testApi, 'dora@example.com');
  const word = sign(passkeyOf.bob, enrolment, await given(testApi, passkeyOf.bob, enrolment));
  confirmation = { digest: enrolmentDigest(enrolment), word };
  device = enrolment.credentialId;
}

/** A table of heads that waits for two people. */
let restored = { id: '', digest: '' };
async function acceptanceBy(who: Owner) {
  return { digest: restored.digest, word: await restoreWord(testApi, who, restored) };
}

const digestOf = (id: string) => digests[id];
const onInstruction = (id: string, body: object) => () => ({ ...body, digest: digestOf(id) });
const approve = onInstruction('to-approve', { decision: 'approve' });
const decide = onInstruction('to-resolve', { decision: 'failed', evidence: 'a letter of the exchange' });
const acceptance = { address: newAddress };
const month = recentMonths(Date.now()).at(-1) ?? '';
const signOffs = `/statements/months/${month}/sign-offs`;

type Row = readonly [
  route: string,
  person: Person,
  target: string | (() => string),
  body: (() => unknown) | object | undefined,
  answers: readonly [first: number, second: number | string],
];

/** In the order of a story: the second person comes after the first. */
const rows: readonly Row[] = [
  ['POST /withdrawals/preview', 'alice', '/withdrawals/preview', { ...requestBody, instructionId: 'new' }, [200, 200]],
  ['POST /withdrawals', 'alice', '/withdrawals', { ...requestBody, instructionId: 'new' }, [202, 200]],
  // A person counts once, and is told so.
  [
    'POST /instructions/{id}/approvals',
    'bob',
    '/instructions/to-approve/approvals',
    approve,
    [202, 'already-approved'],
  ],
  [
    'POST /instructions/{id}/approvals',
    'carol',
    '/instructions/to-approve/approvals',
    approve,
    [200, 'already-approved'],
  ],
  [
    'POST /instructions/{id}/approvals',
    'bob',
    '/instructions/to-decline/approvals',
    onInstruction('to-decline', { decision: 'decline', reason: 'not ours' }),
    [200, 200],
  ],
  ['POST /instructions/{id}/cancel', 'alice', '/instructions/to-cancel/cancel', undefined, [200, 200]],
  ['POST /instructions/{id}/resolution', 'bob', '/instructions/to-resolve/resolution', decide, [202, 202]],
  ['POST /instructions/{id}/resolution', 'olga', '/instructions/to-resolve/resolution', decide, [200, 200]],
  ['POST /whitelist', 'wanda', '/whitelist', bank('new'), [202, 200]],
  ['POST /whitelist/{id}/proofs', 'wanda', '/whitelist/new/proofs', { kind: 'document', text: 'a letter' }, [200, 200]],
  [
    'POST /whitelist/{id}/proofs',
    'wanda',
    '/whitelist/to-prove/proofs',
    { kind: 'micro-payment', quantity: '1' },
    [200, 200],
  ],
  [
    'POST /whitelist/{id}/proofs',
    'wanda',
    '/whitelist/to-prove/proofs',
    { kind: 'wallet-signature', message: 'it is ours', signature: `0x${'12'.repeat(65)}` },
    [200, 200],
  ],
  [
    'POST /whitelist/{id}/confirmations',
    'walter',
    '/whitelist/to-confirm/confirmations',
    () => ({ digest: digestOf('to-confirm') }),
    [200, 200],
  ],
  ['DELETE /whitelist/{id}', 'olga', '/whitelist/to-revoke', undefined, [200, 200]],
  [
    'POST /statements/{id}/notes',
    'alice',
    '/statements/custody.2020-11-20/notes',
    { row: '1', text: 'a refund of the supplier' },
    [200, 200],
  ],
  ['POST /statements/months/{month}/sign-offs', 'bob', signOffs, onInstruction('month', {}), [202, 202]],
  ['POST /statements/months/{month}/sign-offs', 'carol', signOffs, onInstruction('month', {}), [200, 200]],
  ['POST /passkeys', 'adam', '/passkeys', () => enrolled, [200, 200]],
  [
    'POST /passkeys/{credentialId}/confirmations',
    'bob',
    () => `/passkeys/${device}/confirmations`,
    () => confirmation,
    [200, 200],
  ],
  ['DELETE /passkeys/{credentialId}', 'olga', () => `/passkeys/${device}`, undefined, [200, 200]],
  [
    'POST /passkeys/restore/acceptances',
    'bob',
    '/passkeys/restore/acceptances',
    async () => {
      restored = await pretendRestore(testApi);
      return acceptanceBy(passkeyOf.bob);
    },
    [202, 202],
  ],
  [
    'POST /passkeys/restore/acceptances',
    'carol',
    '/passkeys/restore/acceptances',
    () => acceptanceBy(passkeyOf.carol),
    [200, 200],
  ],
  ['PUT /pause', 'olga', '/pause', { scope: 'coin:USDT', reason: 'odd withdrawals' }, [200, 200]],
  ['DELETE /policy/pending', 'olga', '/policy/pending', undefined, [200, 200]],
  ['DELETE /pause', 'olga', '/pause?scope=coin:USDT', undefined, [202, 202]],
  ['DELETE /pause', 'bob', '/pause?scope=coin:USDT', undefined, [200, 200]],
  [
    'POST /deposit-addresses/{coin}/{chain}/confirmations',
    'bob',
    '/deposit-addresses/USDT/ETH/confirmations',
    acceptance,
    [202, 202],
  ],
  [
    'POST /deposit-addresses/{coin}/{chain}/confirmations',
    'wanda',
    '/deposit-addresses/USDT/ETH/confirmations',
    acceptance,
    [200, 200],
  ],
];

/** All that is in the table, without the pace of the key, which each call to the exchange changes. */
async function tableContent(): Promise<unknown[]> {
  const items = (await testApi.ledger.dump()).filter(({ pk }) => pk !== paceKey('whitelist'));
  return items.sort((a, b) => String(a.pk).localeCompare(String(b.pk)));
}

/** Since when a pause certainly holds depends on when it was seen, so each answer may say another moment. */
function withoutInForceTime(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (name, value) => (name === 'inForceAt' ? 'some moment' : value));
}

test('the same call twice changes nothing the second time', async () => {
  for (const [route, person, at, input, answers] of rows) {
    const body = typeof input === 'function' ? await input() : input;
    const target = typeof at === 'function' ? at() : at;
    const method = route.split(' ')[0] ?? '';
    const first = await testApi.call(person, method, target, body);
    const after = await tableContent();
    const second = await testApi.call(person, method, target, body);
    const { error } = second.body as { error?: { code: string } };
    expect([target, person, first.status, error?.code ?? second.status]).toEqual([target, person, ...answers]);
    expect(await tableContent()).toEqual(after);
    if (error === undefined) expect(withoutInForceTime(second.body)).toEqual(withoutInForceTime(first.body));
  }
});

/** Each gives something new to be signed. Nothing is decided by it. */
const giving: readonly string[] = ['POST /passkeys/challenges', 'POST /passkeys/enrolments'];

describe('the table of calls', () => {
  test('has every route that changes something', () => {
    const changing = servedRoutes.flatMap(({ method, key }) => (method === 'GET' || giving.includes(key) ? [] : [key]));
    expect([...new Set(rows.map(([route]) => route))].sort()).toEqual(changing.sort());
  });
});
