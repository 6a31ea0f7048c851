import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { amount } from '../../../functions/base/amount.ts';
import { keyNames } from '../../../functions/base/key-names.ts';
import { localTreasury } from '../../../infra/config/local.ts';
import { servedRoutes } from '../../../infra/http-api/routes.ts';
import { type Issuer, loadIssuer, signToken } from '../../../infra/local/aws/issuer.ts';
import { type RunningStack, startStack } from '../../../infra/local/aws/stack.ts';
import { type RunningExchange, startExchange } from '../../../infra/local/exchange/server.ts';
import { synthesize } from '../../../infra/synthesize.ts';
import { Contract } from '../../support/api-contract.ts';
import { sharedKeyFile } from '../local/support/keys.ts';
import { eventually } from '../local/support/stack.ts';

/*
 * The API as it is deployed, with the functions' own bundles: a payment from its destination to its end, and what people
 * are refused on the way. Every call and every answer is compared with the API's document.
 */
let folder: string;
let exchange: RunningExchange;
let issuer: Issuer;
let stack: RunningStack | undefined;
const treasury = localTreasury();
const contract = new Contract();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'running-api-'));
  exchange = await startExchange({ whitelistDelayMs: 0 });
  issuer = await loadIssuer(sharedKeyFile);
  const { directory } = await synthesize({ stage: 'local', treasury, outdir: path.join(folder, 'out') });
  const named = keyNames.map((name) => [`hashkey-treasury/local/${name}`, JSON.stringify(exchange.keys[name])]);
  stack = await startStack({
    assembly: directory,
    parameters: { ExchangeUrl: exchange.url },
    secrets: Object.fromEntries(named),
    scheduleSpeed: 30,
    issuerKeyFile: sharedKeyFile,
  });
}, 120_000);
afterAll(async () => {
  await stack?.close();
  await exchange.close();
  await rm(folder, { recursive: true });
}, 30_000);

const groupsOf = {
  alice: ['ops', 'finance'],
  bob: ['finance'],
  carol: ['treasury'],
  wanda: ['treasury'],
  olga: ['oncall'],
  ann: ['audit'],
  sam: ['strangers'],
} as const;

type Person = keyof typeof groupsOf;

/** One call by a person, and what the API answers: its status, or the code of an error. */
async function call(person: Person | undefined, method: string, target: string, body?: unknown) {
  const response = await fetch(`${stack?.httpUrl}${target}`, {
    method,
    headers: person === undefined ? {} : { authorization: `Bearer ${await tokenOf(person)}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = { status: response.status, body: (await response.json()) as Record<string, unknown> };
  contract.check({ method, target, body, answer });
  const { error } = answer.body as { error?: { code: string } };
  return { outcome: error?.code ?? answer.status, body: answer.body };
}

function tokenOf(person: Person): Promise<string> {
  const claims = { sub: person, email: `${person}@example.com`, groups: groupsOf[person] };
  return signToken(issuer, { ...treasury.identity, expiresInSeconds: 300, claims }, Date.now());
}

const outcomeOf = async (...asked: Parameters<typeof call>) => (await call(...asked)).outcome;
const wish = { destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', quantity: '7.50', note: 'invoice 42' };
const ask = (instructionId: string) => call('alice', 'POST', '/withdrawals', { ...wish, instructionId });
const decide = (person: Person, id: string, word: object) =>
  outcomeOf(person, 'POST', `/instructions/${id}/approvals`, word);

/** The deployment proposed it: a person proves who owns it, and confirms it. */
async function bringIn(id: string): Promise<void> {
  const { body } = await call('wanda', 'GET', `/whitelist/${id}`);
  expect(body).toMatchObject({ status: 'proposed', proposedBy: 'config' });
  const confirmation = { digest: body.digest };
  expect(await outcomeOf('wanda', 'POST', `/whitelist/${id}/confirmations`, confirmation)).toBe('whitelist-state');
  const proof = { kind: 'micro-payment', quantity: '1' };
  expect(await outcomeOf('wanda', 'POST', `/whitelist/${id}/proofs`, proof)).toBe(200);
  expect(await outcomeOf('wanda', 'POST', `/whitelist/${id}/confirmations`, confirmation)).toBe(200);
  await stack?.invoke('hashkey-treasury-local-whitelist', { check: 'exchange' });
  expect((await call('ann', 'GET', `/whitelist/${id}`)).body).toMatchObject({ status: 'cooling-off', usable: false });
}

/** While its destination cools off, other things happen. */
async function meanwhile(): Promise<void> {
  const { digest } = (await ask('not-ours')).body;
  expect(await decide('bob', 'not-ours', { decision: 'decline', digest, reason: 'not ours' })).toBe(200);
  await ask('taken-back');
  expect(await outcomeOf('alice', 'POST', '/instructions/taken-back/cancel')).toBe(200);
  expect(await outcomeOf('alice', 'POST', '/instructions/not-ours/cancel')).toBe('not-cancelable');
  const word = { decision: 'settled', evidence: 'a letter', digest };
  expect(await outcomeOf('olga', 'POST', '/instructions/not-ours/resolution', word)).toBe('not-in-doubt');
  const other = {
    id: 'old-supplier',
    coin: 'USDT',
    chain: 'ETH',
    address: '0xde709f2102306220921060314715629080e2fb77',
  };
  expect(await outcomeOf('wanda', 'POST', '/whitelist', other)).toBe(202);
  expect(await outcomeOf('olga', 'DELETE', '/whitelist/old-supplier')).toBe(200);
  expect(await outcomeOf('olga', 'PUT', '/pause', { scope: 'kind:fiat-withdrawal', reason: 'odd payments' })).toBe(200);
  expect(await outcomeOf('olga', 'DELETE', '/pause?scope=kind:fiat-withdrawal')).toBe(202);
  expect(await outcomeOf('bob', 'DELETE', '/pause?scope=kind:fiat-withdrawal')).toBe(200);
  const place = (await call('alice', 'GET', '/deposit-addresses/USDT/ETH')).body;
  const confirmation = { address: place.address };
  expect(await outcomeOf('wanda', 'POST', '/deposit-addresses/USDT/ETH/confirmations', confirmation)).toBe(200);
}

async function payFromBeginningToEnd(): Promise<void> {
  await bringIn('acme-usdt-eth');
  expect((await ask('paid')).outcome).toBe(202);
  expect((await ask('paid')).outcome).toBe(200);
  const { digest } = (await call('bob', 'GET', '/instructions/paid/approvals')).body;
  const approve = { decision: 'approve', digest };
  expect(await decide('alice', 'paid', approve)).toBe('own-instruction');
  // She alone confirmed the destination.
  expect(await decide('wanda', 'paid', approve)).toBe('own-destination');
  expect(await decide('bob', 'paid', { decision: 'approve', digest: 'f'.repeat(64) })).toBe('digest-mismatch');
  expect(await decide('bob', 'paid', approve)).toBe(202);
  expect(await decide('bob', 'paid', approve)).toBe('already-approved');
  expect(await decide('carol', 'paid', approve)).toBe(200);
  await meanwhile();
  const settled = await eventually(async () => {
    const { body } = await call('ann', 'GET', '/instructions/paid');
    return body.status === 'settled' ? body : undefined;
  });
  expect(settled).toMatchObject({ attempts: [{ number: 1, outcome: 'accepted' }] });
  const sent = exchange.exchange.records.withdrawals.filter(({ clientOrderId }) => clientOrderId === 'paid');
  expect(sent.map(({ quantity }) => quantity)).toEqual([amount('7.5')]);
}

async function look(): Promise<void> {
  for (const target of ['/instructions', '/instructions?status=settled', '/whitelist', '/pause', '/policy']) {
    expect(await outcomeOf('ann', 'GET', target)).toBe(200);
    expect(await outcomeOf('sam', 'GET', target)).toBe('forbidden');
    expect(await outcomeOf(undefined, 'GET', target)).toBe(401);
  }
  expect(await outcomeOf('ann', 'GET', '/instructions?status=lost')).toBe('invalid-input');
  expect(await outcomeOf('ann', 'GET', '/instructions/none')).toBe('not-found');
  expect(await outcomeOf('alice', 'POST', '/withdrawals', { ...wish, instructionId: 'x', quantity: 7 })).toBe(
    'invalid-input',
  );
}

test('the API takes a payment to its end, refuses on the way what it should, and is as its document says', async () => {
  await payFromBeginningToEnd();
  await look();
  expect(contract.flaws).toEqual([]);
  const asked = new Set([...contract.seen].map((seen) => seen.split(' ').slice(0, 2).join(' ')));
  expect([...asked].sort()).toEqual(servedRoutes.map(({ key }) => key).sort());
}, 60_000);
