import { dailyProposalsMax } from '../../../../functions/shared/ledger/whitelist/daily-proposals.ts';
import { addConfirmation, addProof } from '../../../../functions/shared/ledger/whitelist/steps.ts';
import { acmeAddress } from '../../../support/instructions.ts';
import { laterEpoch, person } from '../../../support/people.ts';
import type { TestApi } from './test-api.ts';

const fresh = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
const target = { coin: 'USDT', chain: 'ETH' };
const signature = { kind: 'wallet-signature', message: 'it is ours', signature: `0x${'12'.repeat(65)}` };
const verifyPath = '/api/v1/whitelist/verify';
const signingPath = '/api/v1/whitelist/walletSigning';

/** Destinations from their proposal to their end. `acme-usdt-eth` is active. */
export async function runWhitelistScenario(testApi: TestApi): Promise<void> {
  await callProposals(testApi);
  await callReads(testApi);
  await callProofs(testApi);
  await callConfirmations(testApi);
  await callRevocations(testApi);
}

async function callProposals({ call, ledger, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const propose = (entry: object) => call('wanda', 'POST', '/whitelist', { ...target, ...entry });
  await propose({ id: 'fresh', address: fresh });
  await propose({ id: 'fresh', address: fresh });
  await propose({ id: 'fresh', address: '0xde709f2102306220921060314715629080e2fb77' });
  await propose({ id: 'second-name', address: fresh });
  // All but a few characters in its middle are those of acme's.
  await propose({
    id: 'twin',
    address: `${acmeAddress.slice(0, 20).toLowerCase()}0000${acmeAddress.slice(24).toLowerCase()}`,
  });
  await propose({ id: 'no-address', address: 'somewhere' });
  await propose({ id: 'no good id', address: fresh, requestedBy: 'eve' });
  await call('wanda', 'POST', '/whitelist', { id: 'house-bank', coin: 'USD', bankAccount: '0128750123456' });
  await withoutMessaging(() => propose({ id: 'unpublished', address: '0xde709f2102306220921060314715629080e2fb77' }));
  const more = () => propose({ id: 'too-much', address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' });
  await withDirectory(ledger, { count: 2_300, by: 'x', at: 0 }, more);
  await withDirectory(ledger, { count: dailyProposalsMax, by: 'wanda@example.com', at: Date.now() }, more);
}

interface WhitelistDirectory {
  readonly count: number;
  readonly by: string;
  readonly at: number;
}

/** As it would be after somebody proposed very many. */
async function withDirectory(
  { table }: TestApi['ledger'],
  { count, by, at }: WhitelistDirectory,
  play: () => Promise<unknown>,
): Promise<void> {
  const before = await table.get('whitelist');
  const row = (index: number) => ({
    id: `full-${index}`,
    target: { kind: 'bank', coin: 'USD', bankAccount: `${index}`.padStart(64, '0') },
    lookAlikes: [],
    by,
    at,
  });
  const rows = Array.from({ length: count }, (_, index) => row(index));
  await table.put({ pk: 'whitelist', version: rows.length, rows });
  await play();
  if (before !== undefined) await table.put({ ...before, pk: 'whitelist' });
}

async function callReads({ call }: TestApi): Promise<void> {
  for (const look of [
    '',
    '?after=acme-usdt-eth',
    '?after=none',
    '?status=active',
    '/fresh',
    '/house-bank',
    '/none',
    '/%20',
  ]) {
    await call('olga', 'GET', `/whitelist${look}`);
  }
}

async function callProofs({ call, exchange, whitelist, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const proveIt = (id: string, body: object) => call('wanda', 'POST', `/whitelist/${id}/proofs`, body);
  const microPayment = { kind: 'micro-payment', quantity: '1' };
  const asked = { coin: 'USDT', depositAddress: acmeAddress, depositAmount: '0.0042' };
  exchange.on(verifyPath, { status: 200, body: JSON.stringify(asked) });
  exchange.on(signingPath, { status: 200, body: '{"success":true}' });
  await proveIt('fresh', microPayment);
  await proveIt('fresh', signature);
  await proveIt('house-bank', { kind: 'document', text: 'the bank’s letter of 20 November' });
  await proveIt('house-bank', microPayment);
  await proveIt('none', microPayment);
  await proveIt('acme-usdt-eth', microPayment);
  await withoutMessaging(() => proveIt('house-bank', { kind: 'document', text: 'another letter' }));
  for (let round = 0; round < 8; round += 1) {
    const evidence = { kind: 'document', text: `letter ${round}` } as const;
    await whitelist.change('house-bank', (entry) =>
      addProof(entry, evidence, { by: 'wanda@example.com', at: Date.now() }),
    );
  }
  await proveIt('house-bank', { kind: 'document', text: 'one letter too many' });
  exchange.on(signingPath, { status: 400, body: '{"code":-5003,"msg":"told by the test"}' });
  await proveIt('fresh', { ...signature, signature: `0x${'56'.repeat(65)}` });
}

async function callConfirmations({ call, whitelist, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const digestOf = async (id: string) => (await call('walter', 'GET', `/whitelist/${id}`)).body.digest;
  const confirmIt = (person: 'wanda' | 'walter', id: string, digest: unknown) =>
    call(person, 'POST', `/whitelist/${id}/confirmations`, { digest });
  const digest = await digestOf('fresh');
  await confirmIt('walter', 'none', digest);
  await confirmIt('wanda', 'fresh', digest);
  await confirmIt('walter', 'fresh', 'f'.repeat(64));
  await confirmIt('walter', 'fresh', 'no digest');
  await confirmIt('walter', 'unpublished', await digestOf('unpublished'));
  await confirmIt('walter', 'fresh', digest);
  await withoutMessaging(async () => confirmIt('walter', 'house-bank', await digestOf('house-bank')));
  await confirmIt('walter', 'house-bank', await digestOf('house-bank'));
  for (let round = 0; round < 19; round += 1) {
    const doing = { by: `person-${round}@example.com`, at: Date.now() };
    await whitelist.change('fresh', (entry) => addConfirmation(entry, entry.digest, 1_000, doing));
  }
  await call('eve', 'POST', '/whitelist/fresh/confirmations', { digest });
  await proposeRenamed(whitelist);
  await confirmIt('walter', 'renamed', await digestOf('renamed'));
}

/** Proposed and proven while people were named by another claim. */
async function proposeRenamed(whitelist: TestApi['whitelist']): Promise<void> {
  const stamp = { ...person('id-wanda', laterEpoch), at: Date.now() };
  const bank = { kind: 'bank', coin: 'USD', bankAccount: '0128750999999' } as const;
  await whitelist.propose({ id: 'renamed', target: bank, lookAlikes: [], ...stamp }, async () => undefined);
  await whitelist.change('renamed', (entry) => addProof(entry, { kind: 'document', text: 'a letter' }, stamp));
}

async function callRevocations({ call, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const revoke = (id: string) => call('olga', 'DELETE', `/whitelist/${id}`);
  for (const id of ['unpublished', 'none', '%20']) await revoke(id);
  await withoutMessaging(() => revoke('fresh'));
  await call('olga', 'GET', '/whitelist');
}
