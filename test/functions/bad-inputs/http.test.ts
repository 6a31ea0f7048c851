import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acmeAddress } from '../../support/instructions.ts';
import { expectWords } from '../../support/refusals.ts';
import { type BadCall, type BadInputs, startBadInputs } from './bad-inputs.ts';

let inputs: BadInputs;
beforeAll(async () => {
  inputs = await startBadInputs();
});
afterAll(() => inputs.close());
afterEach(() => inputs.expectNothingChanged());

const payment = { instructionId: 'inv-1', destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', quantity: '10' };
const paymentWith = (changes: Record<string, unknown>) => ({ body: { ...payment, ...changes } });
const fiat = { instructionId: 'inv-1', destination: 'acme-bank', coin: 'USD', quantity: '10' };
const digest = 'a'.repeat(64);
const id = { id: 'taken' };
const entry = { id: 'acme-usdt-btc', coin: 'USDT', chain: 'ETH', address: acmeAddress };
const entryWith = (changes: Record<string, unknown>) => ({ body: { ...entry, ...changes } });
const bank = { id: 'acme-bank', coin: 'USD', bankAccount: '0128750123456' };
const proofs = { id: 'acme-usdt-eth' };

/** One table for each route. */
const tables: Readonly<Record<string, readonly (readonly [string, BadCall, string])[]>> = {
  'POST /withdrawals': [
    ['no body', {}, 'content-type: is missing; expected application/json, in UTF-8'],
    ['a body that is empty', { body: '' }, 'body: is missing; expected a JSON object'],
    ['a body that is no JSON', { body: '{"instructionId":' }, 'body: not JSON; expected a JSON object'],
    ['a list as body', { body: [payment] }, 'body: is a list, not an object; expected a JSON object'],
    ['a text as body', { body: '"pay"' }, 'body: is text, not an object; expected a JSON object'],
    ['a number as body', { body: 42 }, 'body: is a number, not an object; expected a JSON object'],
    ['null as body', { body: null }, 'body: is null, not an object; expected a JSON object'],
    ['true as body', { body: true }, 'body: is a boolean, not an object; expected a JSON object'],
    [
      'a field twice',
      { body: '{"instructionId":"a","instructionId":"b"}' },
      'instructionId: is there twice; expected each field once',
    ],
    [
      'an object without fields',
      { body: {} },
      'instructionId: is missing; expected 1 to 64 letters, digits, dots, underscores or hyphens, the',
    ],
    [
      'no id',
      paymentWith({ instructionId: undefined }),
      'instructionId: is missing; expected 1 to 64 letters, digits, dots, underscores or hyphens, the',
    ],
    [
      'an id that is null',
      paymentWith({ instructionId: null }),
      'instructionId: is null, not text; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
    [
      'no destination',
      paymentWith({ destination: undefined }),
      'destination: is missing; expected a name of 1 to 64 letters, digits, underscores or hyphens',
    ],
    [
      'a destination that is an object',
      paymentWith({ destination: { id: 'acme-usdt-eth' } }),
      'destination: is an object, not text; expected a name of 1 to 64 letters, digits, underscores or',
    ],
    [
      'an address as destination',
      paymentWith({ destination: `${acmeAddress}:7` }),
      'destination: does not have the right form; expected a name of 1 to 64 letters, digits, underscores',
    ],
    [
      'an id that is kept for a transfer',
      paymentWith({ instructionId: 'inv-1.funding' }),
      'instructionId: is kept for the transfer that funds a withdrawal; expected another id',
    ],
    [
      'an id that is too long to be funded',
      paymentWith({ instructionId: 'x'.repeat(57), fundFrom: 'trading' }),
      'instructionId: is too long beside fundFrom; expected at most 56 characters: the id of the transfer that',
    ],
    [
      'an account to fund it from that is a number',
      paymentWith({ fundFrom: 1 }),
      'fundFrom: is a number, not text; expected a name of 1 to 64 letters, digits, underscores or hyphens, the',
    ],
    ['no coin', paymentWith({ coin: undefined }), 'coin: is missing; expected a coin such as "USDT"'],
    ['no chain', paymentWith({ chain: undefined }), 'chain: is missing; expected a chain such as "ETH"'],
    [
      'a chain that is a number',
      paymentWith({ chain: 1 }),
      'chain: is a number, not text; expected a chain such as "ETH"',
    ],
    [
      'no quantity',
      paymentWith({ quantity: undefined }),
      'quantity: is missing; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity that is empty',
      paymentWith({ quantity: '' }),
      'quantity: is empty; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity that is a number',
      paymentWith({ quantity: 1250.5 }),
      'quantity: is a number, not text; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity that is true',
      paymentWith({ quantity: true }),
      'quantity: is a boolean, not text; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity that is a list',
      paymentWith({ quantity: ['10'] }),
      'quantity: is a list, not text; expected a decimal text such as "1250.50"',
    ],
    [
      'a quantity with a unit',
      paymentWith({ quantity: '10 USDT' }),
      'quantity: does not have the right form; expected a decimal text such as "1250.50"',
    ],
    [
      'a note that is a number',
      paymentWith({ note: 42 }),
      'note: is a number, not text; expected up to 256 visible characters',
    ],
    ['a task token that is empty', paymentWith({ taskToken: '' }), 'taskToken: is empty; expected a task token'],
    [
      'a task token that is too long',
      paymentWith({ taskToken: 'x'.repeat(2_049) }),
      'taskToken: has 2049 characters; expected up to 2048 characters',
    ],
    [
      'a kind that is none',
      paymentWith({ kind: 'payout' }),
      'kind: is unknown; expected "withdrawal" or "fiat-withdrawal"',
    ],
    [
      'a kind that is a list',
      paymentWith({ kind: ['withdrawal'] }),
      'kind: is a list; expected "withdrawal" or "fiat-withdrawal"',
    ],
    [
      'a sweep as kind',
      paymentWith({ kind: 'asset-transfer' }),
      'kind: is unknown; expected "withdrawal" or "fiat-withdrawal"',
    ],
    [
      'a requester in the body',
      paymentWith({ requestedBy: 'eve@example.com' }),
      'requestedBy: unknown field; expected one of the fields kind, instructionId, destination, quantity,',
    ],
    [
      'fiat without its kind',
      { body: fiat },
      'kind: is missing; expected "fiat-withdrawal": USD is paid to a bank account',
    ],
    [
      'fiat without its kind, and with a chain',
      { body: { ...fiat, chain: 'ETH' } },
      'kind: is missing; expected "fiat-withdrawal": USD is paid to a bank account',
    ],
    [
      'fiat with a chain',
      { body: { ...fiat, kind: 'fiat-withdrawal', chain: 'ETH' } },
      'chain: unknown field; expected one of the fields kind, instructionId, destination, quantity, note,',
    ],
    [
      'fiat of a coin that banks do not have',
      { body: { ...fiat, kind: 'fiat-withdrawal', coin: 'USDT' } },
      'coin: is unknown; expected "USD" or "HKD", what the exchange pays to banks',
    ],
    [
      'a token whose user is no person',
      { body: payment, user: 'dora the second' },
      'user: does not have the right form; expected a person such as "alice@example.com", up to 254',
    ],
  ],
  'GET /instructions': [
    [
      'a status that is none',
      { query: { status: 'paid' } },
      'status: is unknown; expected one of "requested", "awaiting-approval", "approved", "sending",',
    ],
    [
      'a status that is empty',
      { query: { status: '' } },
      'status: is empty; expected one of "requested", "awaiting-approval", "approved", "sending",',
    ],
    [
      'a field that nobody knows',
      { query: { colour: 'red' } },
      'colour: unknown field; expected one of the fields status, kind, coin, destination, requestedBy,',
    ],
    [
      'more than a page shows',
      { query: { limit: '1000' } },
      'limit: does not have the right form; expected a whole number from 1 to 500; as JSON up to 100',
    ],
    [
      'a kind that is none',
      { query: { kind: 'payment' } },
      'kind: is unknown; expected "asset-transfer", "withdrawal" or "fiat-withdrawal"',
    ],
    [
      'a coin that is none',
      { query: { coin: 'usdt' } },
      'coin: does not have the right form; expected a coin in capitals, such as "USDT"',
    ],
    [
      'a destination that is none',
      { query: { destination: 'a b' } },
      'destination: does not have the right form; expected a name of 1 to 64 letters, digits, underscores or hyphens',
    ],
    [
      'a person that is none',
      { query: { approvedBy: 'frank moore' } },
      'approvedBy: does not have the right form; expected a person such as "alice@example.com", up to 254',
    ],
    [
      'a day that is none',
      { query: { from: '2026-02-31' } },
      'from: does not have the right form; expected a day such as "2026-11-20", or a time such as',
    ],
    [
      'a time that ends before it begins',
      { query: { from: '2026-12-01', to: '2026-11-01' } },
      'to: is before from; expected a time from then on',
    ],
    [
      'a time of no zone',
      { query: { to: '2026-11-20T10:00' } },
      'to: does not have the right form; expected a day such as "2026-11-20", or a time such as',
    ],
    ['an answer that is none', { query: { needsMe: 'yes' } }, 'needsMe: is unknown; expected "true", or no such field'],
    ['an order that is none', { query: { order: 'amount' } }, 'order: is unknown; expected "newest" or "oldest"'],
    ['a format that is none', { query: { format: 'xlsx' } }, 'format: is unknown; expected "json" or "csv"'],
    [
      'an id of no order',
      { query: { exchangeOrderId: 'W 1' } },
      'exchangeOrderId: does not have the right form; expected an order id of the exchange, such as "W123"',
    ],
    [
      'a place in the list that is none',
      { query: { after: 'x' } },
      'after: not a place in the list; expected the `next` of the page before, unchanged',
    ],
  ],
  'GET /instructions/{id}': [
    [
      'a query that it does not take',
      { parameters: id, query: { full: 'yes' } },
      'full: unknown field; expected no query',
    ],
    [
      'an id with a space',
      { parameters: { id: 'inv 1' } },
      'id: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
    [
      'an id that is too long',
      { parameters: { id: 'a'.repeat(65) } },
      'id: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
    [
      'no id',
      {},
      'id: is empty; expected 1 to 64 letters, digits, dots, underscores or hyphens, the first a letter or',
    ],
  ],
  'GET /instructions/{id}/approvals': [
    [
      'an id that begins with a hyphen',
      { parameters: { id: '-1' } },
      'id: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
  ],
  'POST /instructions/{id}/approvals': [
    [
      'an id with a bracket',
      { parameters: { id: 'inv(1)' }, body: { decision: 'approve', digest } },
      'id: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
    ['a list as body', { parameters: id, body: [] }, 'body: is a list, not an object; expected a JSON object'],
    ['an object without fields', { parameters: id, body: {} }, 'decision: is missing; expected "approve" or "decline"'],
    [
      'a decision that is none',
      { parameters: id, body: { decision: 'yes', digest } },
      'decision: is unknown; expected "approve" or "decline"',
    ],
    [
      'a decision that is true',
      { parameters: id, body: { decision: true, digest } },
      'decision: is a boolean; expected "approve" or "decline"',
    ],
    [
      'no digest',
      { parameters: id, body: { decision: 'approve' } },
      'digest: is missing; expected the digest as it is shown here, 64 hexadecimal digits',
    ],
    [
      'a digest that is cut off',
      { parameters: id, body: { decision: 'approve', digest: 'abc' } },
      'digest: does not have the right form; expected the digest as it is shown here, 64 hexadecimal digits',
    ],
    [
      'a digest in capitals',
      { parameters: id, body: { decision: 'approve', digest: 'A'.repeat(64) } },
      'digest: does not have the right form; expected the digest as it is shown here, 64 hexadecimal digits',
    ],
    [
      'a decline without a reason',
      { parameters: id, body: { decision: 'decline', digest } },
      'reason: is missing; expected 1 to 256 visible characters',
    ],
    [
      'a reason that is blank',
      { parameters: id, body: { decision: 'decline', digest, reason: '   ' } },
      'reason: is blank; expected 1 to 256 visible characters',
    ],
    [
      'a reason that is a number',
      { parameters: id, body: { decision: 'decline', digest, reason: 7 } },
      'reason: is a number, not text; expected 1 to 256 visible characters',
    ],
    [
      'a field that nobody knows',
      { parameters: id, body: { decision: 'approve', digest, by: 'carol' } },
      'by: unknown field; expected one of the fields decision, digest, reason',
    ],
  ],
  'POST /instructions/{id}/cancel': [
    [
      'an id with a quote',
      { parameters: { id: "inv'1" }, body: {} },
      'id: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
  ],
  'POST /instructions/{id}/resolution': [
    [
      'an id with a slash',
      { parameters: { id: 'a/b' }, body: {} },
      'id: does not have the right form; expected 1 to 64 letters, digits, dots, underscores or hyphens,',
    ],
    [
      'an object without fields',
      { parameters: id, body: {} },
      'decision: is missing; expected "settled" (the money moved) or "failed" (it did not). evidence: is',
    ],
    [
      'a decision that is none',
      { parameters: id, body: { decision: 'paid', evidence: 'x', digest } },
      'decision: is unknown; expected "settled" (the money moved) or "failed" (it did not)',
    ],
    [
      'evidence that is empty',
      { parameters: id, body: { decision: 'failed', evidence: '', digest } },
      'evidence: is empty; expected 1 to 1000 visible characters',
    ],
    [
      'evidence that is too long',
      { parameters: id, body: { decision: 'failed', evidence: 'x'.repeat(1_001), digest } },
      'evidence: has 1001 characters; expected 1 to 1000 visible characters',
    ],
    [
      'evidence that is a list',
      { parameters: id, body: { decision: 'failed', evidence: ['x'], digest } },
      'evidence: is a list, not text; expected 1 to 1000 visible characters',
    ],
  ],
  'GET /whitelist': [
    [
      'a place in the list that is none',
      { query: { after: 'a b' } },
      'after: does not have the right form; expected a name of 1 to 64 letters, digits, underscores or',
    ],
    [
      'a field that nobody knows',
      { query: { status: 'active' } },
      'status: unknown field; expected one of the fields after',
    ],
  ],
  'GET /whitelist/{id}': [
    [
      'an id with a dot',
      { parameters: { id: 'acme.usdt' } },
      'id: does not have the right form; expected a name of 1 to 64 letters, digits, underscores or hyphens',
    ],
  ],
  'POST /whitelist': [
    ['a list as body', { body: [entry] }, 'body: is a list, not an object; expected a JSON object'],
    [
      'an object without fields',
      { body: {} },
      'id: is missing; expected a name of 1 to 64 letters, digits, underscores or hyphens, the first a letter or',
    ],
    [
      'no address',
      entryWith({ address: undefined }),
      'address: is missing; expected an address of 1 to 128 printable characters',
    ],
    [
      'an address that is null',
      entryWith({ address: null }),
      'address: is null, not text; expected an address of 1 to 128 printable characters',
    ],
    [
      'an address with a wrong checksum',
      entryWith({ address: '0x5aaeb6053f3E94C9b9A09f33669435E7Ef1BeAed' }),
      'address: the letter case is not that of EIP-55: a character may be wrong; expected 0x and 40 hex',
    ],
    [
      'an address that is too short',
      entryWith({ address: '0x1234' }),
      'address: not 0x and 40 hex digits; expected 0x and 40 hex digits, in one case or with the letter',
    ],
    [
      'an address of another chain',
      entryWith({ chain: 'Tron' }),
      'address: not a Tron address, or its checksum is wrong; expected a Tron address in base58check: T',
    ],
    [
      'a coin that is not configured',
      entryWith({ coin: 'DOGE' }),
      'coin: DOGE is not configured; expected one of USDT, BTC',
    ],
    [
      'a coin in small letters',
      entryWith({ coin: 'usdt' }),
      'coin: does not have the right form; expected a coin in capitals, such as "USDT"',
    ],
    [
      'a chain that cannot be checked',
      entryWith({ chain: 'Solana' }),
      'chain: addresses of this chain cannot be checked; expected one of BTC, Tron, ETH, AvalancheC',
    ],
    [
      'a chain in capitals',
      entryWith({ chain: 'TRON' }),
      'chain: addresses of this chain cannot be checked; expected one of BTC, Tron, ETH, AvalancheC',
    ],
    [
      'a chain that the coin is not on',
      entryWith({ coin: 'BTC' }),
      'coin: BTC is not on ETH; expected BTC or Merlin Chain as chain of BTC',
    ],
    ['a tag where there are none', entryWith({ tag: '7' }), 'tag: ETH has no tags; expected no tag'],
    [
      'a name with a space',
      entryWith({ id: 'acme usdt' }),
      'id: does not have the right form; expected a name of 1 to 64 letters, digits, underscores or hyphens',
    ],
    [
      'a proposer in the body',
      entryWith({ proposedBy: 'eve' }),
      'proposedBy: unknown field; expected one of the fields id, coin, chain, address, tag, lookAlikes',
    ],
    [
      'differences that are no list',
      entryWith({ lookAlikes: { id: 'a' } }),
      'lookAlikes: is an object, not a list; expected a list',
    ],
    [
      'a difference without its block',
      entryWith({ lookAlikes: [{ id: 'a', here: 'x', there: 'y' }] }),
      'lookAlikes.0.block: is missing; expected the number of a block of four characters, 1 for the first',
    ],
    [
      'a difference in block zero',
      entryWith({ lookAlikes: [{ id: 'a', block: 0, here: 'x', there: 'y' }] }),
      'lookAlikes.0.block: is 0; expected the number of a block of four characters, 1 for the first',
    ],
    [
      'a difference in a block that is text',
      entryWith({ lookAlikes: [{ id: 'a', block: '1', here: 'x', there: 'y' }] }),
      'lookAlikes.0.block: is text, not a number; expected the number of a block of four characters, 1 for',
    ],
    [
      'more differences than there can be',
      entryWith({ lookAlikes: Array.from({ length: 11 }, () => ({ id: 'a', block: 1, here: 'x', there: 'y' })) }),
      'lookAlikes: has 11 entries; expected at most 10 entries',
    ],
    [
      'a bank account with a chain',
      { body: { ...bank, chain: 'ETH' } },
      'chain: unknown field; expected one of the fields id, coin, bankAccount',
    ],
    [
      'a bank account of a coin on chains',
      { body: { ...bank, coin: 'USDT' } },
      'coin: is unknown; expected "USD" or "HKD", what the exchange pays to banks',
    ],
    [
      'a bank account with a space',
      { body: { ...bank, bankAccount: '0128 750' } },
      'bankAccount: does not have the right form; expected a bank account as the exchange names it: 1 to',
    ],
  ],
  'POST /whitelist/{id}/proofs': [
    [
      'an object without fields',
      { parameters: proofs, body: {} },
      'kind: is missing; expected "micro-payment", "wallet-signature" or "document"',
    ],
    [
      'a kind that is none',
      { parameters: proofs, body: { kind: 'photo' } },
      'kind: is unknown; expected "micro-payment", "wallet-signature" or "document"',
    ],
    [
      'a micro-payment without a quantity',
      { parameters: proofs, body: { kind: 'micro-payment' } },
      'quantity: is missing; expected a decimal text such as "1250.50"',
    ],
    [
      'a micro-payment of zero',
      { parameters: proofs, body: { kind: 'micro-payment', quantity: '0' } },
      'quantity: is zero; expected a decimal text above zero, such as "1250.50"',
    ],
    [
      'a signature without its text',
      { parameters: proofs, body: { kind: 'wallet-signature', signature: '0x1' } },
      'message: is missing; expected the signed text: 1 to 1000 visible characters, and line breaks',
    ],
    [
      'a signature with a space',
      { parameters: proofs, body: { kind: 'wallet-signature', message: 'm', signature: 'a b' } },
      'signature: does not have the right form; expected a signature of up to 512 printable characters',
    ],
    [
      'a document without its text',
      { parameters: proofs, body: { kind: 'document' } },
      'text: is missing; expected 1 to 1000 visible characters',
    ],
    [
      'a document with a signature',
      { parameters: proofs, body: { kind: 'document', text: 'x', signature: 'y' } },
      'signature: unknown field; expected one of the fields kind, text',
    ],
    [
      'a name with a slash',
      { parameters: { id: 'a/b' }, body: { kind: 'document', text: 'x' } },
      'id: does not have the right form; expected a name of 1 to 64 letters, digits, underscores or hyphens',
    ],
  ],
  'POST /whitelist/{id}/confirmations': [
    [
      'no digest',
      { parameters: proofs, body: {} },
      'digest: is missing; expected the digest as it is shown here, 64 hexadecimal digits',
    ],
    [
      'a digest that is a number',
      { parameters: proofs, body: { digest: 7 } },
      'digest: is a number, not text; expected the digest as it is shown here, 64 hexadecimal digits',
    ],
    [
      'a list as body',
      { parameters: proofs, body: [digest] },
      'body: is a list, not an object; expected a JSON object',
    ],
  ],
  'DELETE /whitelist/{id}': [
    [
      'a name with a percent sign',
      { parameters: { id: '%' } },
      'id: does not have the right form; expected a name of 1 to 64 letters, digits, underscores or hyphens',
    ],
  ],
  'PUT /pause': [
    [
      'an object without fields',
      { body: {} },
      'scope: is missing; expected "all", "kind:" with asset-transfer, withdrawal or fiat-withdrawal,',
    ],
    ['a list as body', { body: ['all'] }, 'body: is a list, not an object; expected a JSON object'],
    [
      'a scope that is none',
      { body: { scope: 'everything', reason: 'x' } },
      'scope: is unknown; expected "all", "kind:" with asset-transfer, withdrawal or fiat-withdrawal,',
    ],
    [
      'a scope of a kind that is none',
      { body: { scope: 'kind:payout', reason: 'x' } },
      'scope: is unknown; expected "all", "kind:" with asset-transfer, withdrawal or fiat-withdrawal,',
    ],
    [
      'a scope of a coin in small letters',
      { body: { scope: 'coin:usdt', reason: 'x' } },
      'scope: is unknown; expected "all", "kind:" with asset-transfer, withdrawal or fiat-withdrawal,',
    ],
    [
      'a scope that is a list',
      { body: { scope: ['all'], reason: 'x' } },
      'scope: is a list, not text; expected "all", "kind:" with asset-transfer, withdrawal or',
    ],
    ['no reason', { body: { scope: 'all' } }, 'reason: is missing; expected 1 to 256 visible characters'],
    [
      'a reason that cannot be seen',
      { body: { scope: 'all', reason: '\u200b' } },
      'reason: its character 1 (U+200B) cannot be seen; expected 1 to 256 visible characters',
    ],
    [
      'a field that nobody knows',
      { body: { scope: 'all', reason: 'x', until: 'noon' } },
      'until: unknown field; expected one of the fields scope, reason',
    ],
  ],
  'DELETE /pause': [
    [
      'a scope that is none',
      { query: { scope: 'coins:USDT' } },
      'scope: is unknown; expected "all", "kind:" with asset-transfer, withdrawal or fiat-withdrawal,',
    ],
    ['a field that nobody knows', { query: { coin: 'USDT' } }, 'coin: unknown field; expected one of the fields scope'],
    [
      'its scope in a body',
      { body: { scope: 'all' } },
      'body: has a scope; expected no scope: it is in the query, such as DELETE /pause?scope=coin:USDT',
    ],
    ['a body with something else than a signature', { body: { reason: 'all is well' } }, 'word: is missing;'],
  ],
  'GET /deposit-addresses/{coin}/{chain}': [
    [
      'a coin in small letters',
      { parameters: { coin: 'usdt', chain: 'ETH' } },
      'coin: does not have the right form; expected a coin in capitals, such as "USDT"',
    ],
    [
      'a coin that is not configured',
      { parameters: { coin: 'DOGE', chain: 'ETH' } },
      'coin: DOGE is not configured; expected one of USDT, BTC',
    ],
    [
      'a chain in small letters',
      { parameters: { coin: 'USDT', chain: 'eth' } },
      'chain: addresses of eth cannot be checked here; expected one of BTC, Tron, ETH, AvalancheC,',
    ],
    [
      'a chain that cannot be checked',
      { parameters: { coin: 'USDT', chain: 'Solana' } },
      'chain: addresses of Solana cannot be checked here; expected one of BTC, Tron, ETH, AvalancheC,',
    ],
    [
      'a chain with a hyphen',
      { parameters: { coin: 'USDT', chain: 'Merlin-Chain' } },
      'chain: does not have the right form; expected a chain such as "ETH", "BTC" or "Tron"',
    ],
    [
      'no chain',
      { parameters: { coin: 'USDT', chain: '' } },
      'chain: is empty; expected a chain such as "ETH", "BTC" or "Tron"',
    ],
  ],
  'POST /deposit-addresses/{coin}/{chain}/confirmations': [
    [
      'no address',
      { parameters: { coin: 'USDT', chain: 'ETH' }, body: {} },
      'address: is missing; expected an address of 1 to 128 printable characters',
    ],
    [
      'an address with a space',
      { parameters: { coin: 'USDT', chain: 'ETH' }, body: { address: '0x 1' } },
      'address: does not have the right form; expected an address of 1 to 128 printable characters',
    ],
    [
      'a tag that is a number',
      { parameters: { coin: 'USDT', chain: 'ETH' }, body: { address: '0x1', tag: 7 } },
      'tag: is a number, not text; expected 1 to 20 letters or digits',
    ],
    [
      'a chain that cannot be checked',
      { parameters: { coin: 'USDT', chain: 'TON' }, body: { address: '0x1' } },
      'chain: addresses of TON cannot be checked here; expected one of BTC, Tron, ETH, AvalancheC,',
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (key, rows) => {
  test.each(rows)('%s', async (_what, call, words) => {
    const answer = await inputs.call(key, call);
    expect(answer).toMatchObject({ status: 400, error: { code: 'invalid-input', details: expect.anything() } });
    expectWords((answer as { error: { code: string; message: string } }).error, 'invalid-input', words);
  });
});
