import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { blocksOf } from '../../../functions/shared/core/blocks.ts';
import { dailyProposalsMax } from '../../../functions/shared/ledger/whitelist/daily-proposals.ts';
import {
  claimsOf,
  coolOffMs,
  makeMicroPayment,
  operationsOf,
  startWhitelistFunction,
  untilCoolOffEnds,
  type WhitelistFunction,
} from './whitelist-function.ts';

let whitelistFunction: WhitelistFunction;
let operations: ReturnType<typeof operationsOf>;
let number = 0;
let id = '';
let address = '';

beforeAll(async () => {
  whitelistFunction = await startWhitelistFunction();
  operations = operationsOf(whitelistFunction);
});
afterAll(() => whitelistFunction.close());
beforeEach(() => {
  number += 1;
  id = `dest-${number}`;
  address = addressOf(`destination ${number}`);
  whitelistFunction.outbox.events.length = 0;
  whitelistFunction.outbox.setAway(false);
});

function addressOf(seed: string): string {
  return `0x${createHash('sha256').update(seed).digest('hex').slice(0, 40)}`;
}

const entry = () => ({ id, coin: 'USDT', chain: 'ETH', address });
const microPayment = { kind: 'micro-payment', quantity: '1' };
const events = () =>
  whitelistFunction.outbox.events
    .filter(({ detail }) => detail.id === id)
    .map(({ type, detail }) => `${type} ${detail.step} ${detail.status} ${detail.by}`);

async function proposed(): Promise<string> {
  const { status, body } = await operations.propose(entry());
  expect(status).toBe(202);
  return String(body.digest);
}

async function confirmed(): Promise<void> {
  const digest = await proposed();
  await operations.prove(id, microPayment);
  expect((await operations.confirm(id, digest)).body.status).toBe('confirmed');
}

describe('a destination', () => {
  test('goes from its proposal to active, with the exchange’s own list between, and people are told of each step', async () => {
    const first = await operations.propose(entry());
    expect(first).toMatchObject({
      status: 202,
      body: { ...entry(), status: 'proposed', usable: false, kind: 'crypto', addressBlocks: blocksOf(address) },
    });
    const proof = await operations.prove(id, microPayment);
    const [asked] = proof.body.proofs as Record<string, unknown>[];
    expect(proof).toMatchObject({ status: 200, body: { status: 'proving' } });
    expect(asked).toMatchObject({ kind: 'micro-payment', quantity: '1', by: 'wanda@example.com' });
    expect(asked?.depositAddressBlocks).toEqual(blocksOf(String(asked?.depositAddress)));
    expect((await operations.confirm(id, first.body.digest)).body).toMatchObject({
      status: 'confirmed',
      confirmations: [{ by: 'walter@example.com' }],
    });
    // Confirmed by people, but the exchange has not seen the payment.
    await operations.check();
    expect((await operations.show(id)).body.status).toBe('confirmed');
    const paid = { coin: 'USDT', chain: 'ETH', from: address, quantity: asked?.depositAmount };
    expect(await makeMicroPayment(whitelistFunction.exchange, paid)).toEqual({ listed: true });
    const before = Date.now();
    expect(await operations.check()).toMatchObject({ listed: 1 });
    const { body } = await operations.show(id);
    expect(body).toMatchObject({ status: 'cooling-off', usable: false });
    expect(Date.parse(String(body.until))).toBeGreaterThanOrEqual(before + coolOffMs);
    await untilCoolOffEnds();
    expect((await operations.show(id)).body).toMatchObject({ status: 'cooling-off', usable: true });
    expect(await operations.check()).toMatchObject({ activated: 1 });
    expect((await operations.show(id)).body).toMatchObject({ status: 'active', usable: true, version: 5 });
    expect(events()).toEqual([
      'WhitelistChanged propose proposed wanda@example.com',
      'WhitelistChanged prove proving wanda@example.com',
      'WhitelistChanged confirm confirmed walter@example.com',
      'WhitelistChanged list cooling-off whitelist',
      'WhitelistChanged activate active whitelist',
    ]);
  });

  test('is told with its whole address, and with nothing of its proof but the kind', async () => {
    await confirmed();
    const [, proof] = whitelistFunction.outbox.events;
    expect(proof?.detail).toMatchObject({ id, address, addressBlocks: blocksOf(address), proof: 'micro-payment' });
    expect(JSON.stringify(whitelistFunction.outbox.events)).not.toMatch(/depositA|quantity/);
  });

  test('that is a bank account cools off from its confirmation on, without the exchange', async () => {
    const bank = { id, coin: 'USD', bankAccount: `01287501234${number}` };
    const { body } = await operations.propose(bank);
    expect(body).toMatchObject({ kind: 'bank', bankAccount: bank.bankAccount });
    expect((await operations.prove(id, microPayment)).status).toBe(400);
    await operations.prove(id, { kind: 'document', text: 'statement of October, seen at the branch' });
    expect((await operations.confirm(id, body.digest)).body).toMatchObject({ status: 'cooling-off', usable: false });
    await untilCoolOffEnds();
    expect((await operations.show(id)).body.usable).toBe(true);
  });

  test('is revoked at once by one person, and its id is never used again', async () => {
    await confirmed();
    expect(await operations.revoke(id)).toMatchObject({ status: 200, body: { status: 'revoked', usable: false } });
    expect((await operations.revoke(id, 'olga')).body.version).toBe(4);
    expect((await operations.propose(entry())).body.status).toBe('revoked');
    expect(await operations.propose({ ...entry(), address: addressOf('other') })).toMatchObject({
      status: 409,
      body: { error: { code: 'whitelist-conflict' } },
    });
    // The account may come back under another id, and begins anew.
    expect(await operations.propose({ ...entry(), id: `${id}-b` })).toMatchObject({
      status: 202,
      body: { status: 'proposed' },
    });
  });

  test('that was proposed before is 200, whoever asks, and keeps who was first', async () => {
    const digest = await proposed();
    const again = await operations.propose(entry(), 'walter');
    expect(again).toMatchObject({ status: 200, body: { proposedBy: 'wanda@example.com', digest, version: 1 } });
  });
});

describe('a proof by the wallet’s signature', () => {
  let key = Buffer.alloc(32);
  let wallet = '';
  let message = '';
  beforeEach(() => {
    key = createHash('sha256').update(`wallet ${number}`).digest();
    wallet = `0x${Buffer.from(keccak_256(secp256k1.getPublicKey(key, false).subarray(1)).subarray(12)).toString('hex')}`;
    message = `I hold ${wallet}\nfor Example Treasury`;
    address = wallet;
  });
  const sign = (text: string) => {
    const hash = keccak_256(Buffer.from(`\x19Ethereum Signed Message:\n${text.length}${text}`));
    const signature = secp256k1.sign(hash, key, { prehash: false, format: 'recovered' });
    return `0x${Buffer.from(signature.subarray(1)).toString('hex')}${(27 + (signature[0] ?? 0)).toString(16)}`;
  };
  const proof = () => ({ kind: 'wallet-signature', message, signature: sign(message) });

  test('is handed to the exchange, which then lists the address; the signature is kept nowhere', async () => {
    const digest = await proposed();
    const wrong = await operations.prove(id, { ...proof(), signature: sign('another text') });
    expect(wrong).toMatchObject({ status: 409, body: { error: { code: 'proof-refused' } } });
    expect(JSON.stringify(wrong.body)).toContain('-5005');
    const { status, body } = await operations.prove(id, proof());
    const signatureDigest = createHash('sha256').update(proof().signature).digest('hex');
    expect(status).toBe(200);
    expect(body.proofs).toMatchObject([{ kind: 'wallet-signature', message, signatureDigest, answer: 'accepted' }]);
    expect(await operations.prove(id, proof(), 'walter')).toEqual({ status, body });
    await operations.confirm(id, digest);
    expect(await operations.check()).toMatchObject({ listed: 1 });
    const kept = JSON.stringify([await whitelistFunction.ledger.dump(), whitelistFunction.outbox.events]);
    expect(kept).not.toContain(proof().signature.slice(2, 60));
  });

  test('whose answer was lost is taken when it is handed in again: the exchange knows the address as ours', async () => {
    await proposed();
    whitelistFunction.exchange.exchange.faults.plan({ kind: 'lost-answer', path: '/api/v1/whitelist/walletSigning' });
    expect((await operations.prove(id, proof())).status).toBe(503);
    expect((await operations.prove(id, proof())).body.proofs).toMatchObject([{ answer: 'known-before' }]);
  });

  test('of a chain whose wallets the exchange cannot check is refused, and nothing is kept', async () => {
    await operations.propose({ id, coin: 'USDT', chain: 'Tron', address: 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8' });
    const refused = await operations.prove(id, proof());
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'proof-refused' } } });
    expect((await operations.show(id)).body).toMatchObject({ status: 'proposed', proofs: [] });
  });
});

describe('an attacker', () => {
  test('cannot get a look-alike past the one who proposes it: the refusal does not give the answer away', async () => {
    await proposed();
    const middle = addressOf('attacker').slice(8, 36);
    const forged = {
      id: `${id}-x`,
      coin: 'USDT',
      chain: 'ETH',
      address: `${address.slice(0, 8)}${middle}${address.slice(36)}`,
    };
    const refused = await operations.propose(forged);
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'look-alike', details: [{ field: 'lookAlikes', reason: expect.stringContaining(id) }] } },
    });
    expect(JSON.stringify(refused.body)).not.toContain(blocksOf(address)[4]);
    const guess = { id, block: 5, here: blocksOf(forged.address)[4], there: '0000' };
    expect((await operations.propose({ ...forged, lookAlikes: [guess] })).status).toBe(409);
    expect((await operations.show(forged.id)).status).toBe(404);
    const read = { ...guess, there: blocksOf(address)[4] };
    const named = await operations.propose({ ...forged, lookAlikes: [read] });
    // The one who confirms, and later whoever approves, sees that there is another one like it.
    expect(named).toMatchObject({ status: 202, body: { lookAlikes: [read] } });
  });

  test('alone cannot bring a destination in, by whatever case of their name', async () => {
    const digest = await proposed();
    await operations.prove(id, microPayment);
    for (const name of ['wanda', 'WANDA']) {
      expect(await operations.confirm(id, digest, name)).toMatchObject({
        status: 403,
        body: { error: { code: 'own-entry' } },
      });
    }
  });

  test('cannot have it confirmed by somebody who looks at another one', async () => {
    const digest = await proposed();
    await operations.prove(id, microPayment);
    await operations.propose({ ...entry(), id: `${id}-b`, coin: 'USDC' });
    const other = (await operations.show(`${id}-b`)).body.digest;
    expect(other).not.toBe(digest);
    expect(await operations.confirm(id, other)).toMatchObject({
      status: 409,
      body: { error: { code: 'digest-mismatch' } },
    });
  });

  test('cannot fill the whitelist for good, because a person proposes so many a day and no more', async () => {
    const row = (each: number, by: string, at = Date.now()) => ({
      ...{ id: `old-${number}x${each}`, lookAlikes: [], by: `${by}@example.com`, at },
      target: { kind: 'crypto', coin: 'USDT', chain: 'ETH', address: addressOf(`old ${number} ${each}`) } as const,
    });
    const unchecked = async () => undefined;
    for (let each = 0; each < dailyProposalsMax; each += 1)
      await whitelistFunction.whitelist.propose(row(each, 'mallory'), unchecked);
    const dayBefore = Date.now() - 86_400_000;
    await whitelistFunction.whitelist.propose(row(dailyProposalsMax, 'wendy', dayBefore), unchecked);
    expect(await operations.propose(entry(), 'Mallory')).toMatchObject({
      status: 409,
      body: { error: { code: 'too-many-entries' } },
    });
    expect((await operations.show(id)).status).toBe(404);
    expect((await operations.propose(entry(), 'wendy')).status).toBe(202);
    // What stands already is answered as ever.
    expect((await operations.propose(entry(), 'mallory')).status).toBe(200);
  });

  test('cannot go by the name that a deploy has', async () => {
    const config = { ...claimsOf('x'), email: 'Config' };
    expect((await whitelistFunction.call('POST', '/whitelist', config, { body: entry() })).status).toBe(400);
  });
});

describe('the list', () => {
  test('has every entry in the order of the proposals, page by page', async () => {
    const ids: string[] = [];
    let next: string | undefined;
    do {
      const { status, body } = await operations.list(next === undefined ? undefined : { after: next });
      expect(status).toBe(200);
      ids.push(...(body.entries as { id: string }[]).map((each) => each.id));
      next = body.next as string | undefined;
    } while (next !== undefined);
    expect(ids).toEqual((await whitelistFunction.whitelist.directory()).map((row) => row.id));
  });

  test.each([{ after: 'nobody' }, { after: '../x' }, { limit: '9' }])('refuses the query %j', async (query) => {
    expect((await operations.list(query)).status).toBe(400);
  });
});

describe('bad input is refused with its field, and nothing is kept', () => {
  const good = { id: 'new', coin: 'USDT', chain: 'ETH', address: addressOf('new') };
  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'body'],
    ['no id', { ...good, id: undefined }, 'id'],
    ['an id with a slash', { ...good, id: 'a/b' }, 'id'],
    ['a coin that is not configured', { ...good, coin: 'DOGE' }, 'coin'],
    ['an address with a changed letter', { ...good, address: '0x5aaeb6053f3E94C9b9A09f33669435E7Ef1BeAed' }, 'address'],
    ['an address of another chain', { ...good, address: 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8' }, 'address'],
    ['a chain that cannot be checked', { ...good, chain: 'Solana' }, 'chain'],
    ['a tag on a chain that has none', { ...good, tag: '7' }, 'tag'],
    ['bitcoin on another chain', { ...good, coin: 'BTC' }, 'coin'],
    ['money of banks on a chain', { ...good, coin: 'USD' }, 'coin'],
    ['a bank account of nothing but hyphens', { id: 'new', coin: 'USD', bankAccount: '---' }, 'bankAccount'],
    ['a bank account of a coin that banks do not have', { id: 'new', coin: 'USDT', bankAccount: '1' }, 'coin'],
    ['an address and a bank account', { ...good, bankAccount: '1' }, 'chain'],
    ['who proposes it', { ...good, proposedBy: 'eve@example.com' }, 'proposedBy'],
    [
      'a difference to what it does not look like',
      { ...good, lookAlikes: [{ id: 'x', block: 1, here: 'a', there: 'b' }] },
      'lookAlikes.0.id',
    ],
  ])('%s', async (_what, body, field) => {
    const refused = await operations.propose(body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input' } } });
    expect(JSON.stringify(refused.body)).toContain(`"${field}"`);
    expect((await operations.show('new')).status).toBe(404);
  });

  test.each<[string, unknown, string]>([
    ['of no kind', {}, 'kind'],
    ['of a kind that is none', { kind: 'word' }, 'kind'],
    ['without a quantity', { kind: 'micro-payment' }, 'quantity'],
    ['with a number', { kind: 'micro-payment', quantity: 1 }, 'quantity'],
    ['without a signature', { kind: 'wallet-signature', message: 'x' }, 'signature'],
    ['with a text that hides something', { kind: 'wallet-signature', message: 'a\u202eb', signature: 'x' }, 'message'],
    ['with what is no signature', { kind: 'wallet-signature', message: 'x', signature: 'zz' }, 'signature'],
    [
      'with half a signature',
      { kind: 'wallet-signature', message: 'x', signature: `0x${'ab'.repeat(32)}` },
      'signature',
    ],
    ['in words, for an address', { kind: 'document', text: 'seen' }, 'kind'],
  ])('a proof %s', async (_what, body, field) => {
    await proposed();
    const refused = await operations.prove(id, body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid-input' } } });
    expect(JSON.stringify(refused.body)).toContain(`"${field}"`);
    expect((await operations.show(id)).body.proofs).toEqual([]);
  });

  test('an entry that is none is not found', async () => {
    for (const { status, body } of [
      await operations.show('none'),
      await operations.prove('none', microPayment),
      await operations.confirm('none', 'f'.repeat(64)),
      await operations.revoke('none'),
    ]) {
      expect([status, (body.error as { code: string }).code]).toEqual([404, 'not-found']);
    }
  });

  test('a direct call that is no check', async () => {
    for (const event of [{}, { check: 'all' }, { check: 'exchange', more: 1 }]) {
      await expect(whitelistFunction.direct(event)).rejects.toMatchObject({ code: 'invalid-input' });
    }
  });
});

describe('when something is away', () => {
  test('a revocation holds even if nobody can be told of it; the next check tells', async () => {
    await proposed();
    whitelistFunction.outbox.setAway(true);
    expect((await operations.revoke(id)).status).toBe(503);
    expect((await operations.show(id)).body.status).toBe('revoked');
    whitelistFunction.outbox.setAway(false);
    await operations.check();
    expect(events().filter((each) => each.includes('revoke'))).toEqual([
      'WhitelistChanged revoke revoked oscar@example.com',
    ]);
  });

  test('an exchange that does not answer keeps nobody from going on with the rest', async () => {
    await confirmed();
    whitelistFunction.exchange.exchange.faults.plan({
      kind: 'error-not-executed',
      path: '/api/v1/whitelist/whitelistAddress',
      times: 3,
    });
    expect(await operations.check()).toMatchObject({ listed: 0 });
    expect((await operations.show(id)).body.status).toBe('confirmed');
  });

  test('an entry that is not as it was written hides no other', async () => {
    await proposed();
    const item = await whitelistFunction.ledger.table.get(`whitelist#${id}`);
    await whitelistFunction.ledger.table.put({ ...item, pk: `whitelist#${id}`, version: 9 });
    expect((await operations.list()).status).toBe(200);
    expect(await operations.check()).toMatchObject({ entries: expect.any(Number) });
    expect((await operations.show(id)).status).toBe(500);
    await whitelistFunction.ledger.table.put({ ...item, pk: `whitelist#${id}` });
  });
});
