import { awaitApproval } from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import {
  flagForAttention,
  markUnknown,
  proposeResolution,
} from '../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  reject,
  startSending,
} from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { approved, withdrawal } from '../../../support/instructions.ts';
import { laterEpoch, person } from '../../../support/people.ts';
import { runRequestRefusals } from './request-refusals.ts';
import type { TestApi } from './test-api.ts';

const requestBody = { destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', quantity: '1250.50' };

/**
 * Payments from their request to their end, as far as people take them. `acme-usdt-eth` is active, and wanda proposed
 * it.
 */
export async function runPaymentScenario(testApi: TestApi): Promise<void> {
  await callRequests(testApi);
  await runRequestRefusals(testApi);
  await callLists(testApi);
  await callApprovals(testApi);
  await callCancels(testApi);
  await callResolutions(testApi);
}

async function callRequests({ call, instructions, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const ask = (changes: object) => call('alice', 'POST', '/withdrawals', { ...requestBody, ...changes });
  await ask({ instructionId: 'pay-1', note: 'invoice 42' });
  await ask({ instructionId: 'pay-1', note: 'invoice 42', quantity: '1250.5' });
  await ask({ instructionId: 'pay-1', note: 'invoice 43' });
  await ask({ instructionId: 'pay-0', quantity: '0' });
  await ask({ instructionId: 'pay-0', address: '0x52908400098527886E0F7030069857D2E4169EE7' });
  const asked = { at: Date.now(), by: 'alice@example.com' };
  const overBus = createInstruction(withdrawal('rejected-1'), asked);
  await instructions.create(reject(overBus, 'destination-not-whitelisted', asked));
  const fiat = { kind: 'fiat-withdrawal', destination: 'house-bank', coin: 'USD', quantity: '10' };
  await call('alice', 'POST', '/withdrawals', { ...fiat, instructionId: 'payroll-1' });
  await call('alice', 'POST', '/withdrawals', { ...fiat, instructionId: 'payroll-2', chain: 'ETH' });
  for (const id of ['pay-2', 'pay-3', 'pay-4', 'pay-5']) await ask({ instructionId: id });
  await withoutMessaging(() => ask({ instructionId: 'pay-6' }));
}

async function callLists({ call }: TestApi): Promise<void> {
  for (const target of [
    '',
    '?status=rejected',
    '?status=nope',
    '?after=nope',
    '?unknown=1',
    '?coin=USDT&requestedBy=ALICE@example.com&order=oldest&limit=2',
    '?needsMe=true&from=2026-11-20',
    '/pay-1',
    '/none',
    '/%20',
  ]) {
    await call('olga', 'GET', `/instructions${target}`);
  }
  for (const target of ['', '/history', '/history?after=nope']) await call('olga', 'GET', `/policy${target}`);
  for (const target of ['', '?person=bob@example.com', '?who=bob']) await call('eve', 'GET', `/approvals${target}`);
}

async function callApprovals({ call, instructions, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const sheetAt = (id: string) => call('bob', 'GET', `/instructions/${id}/approvals`);
  const { digest } = (await sheetAt('pay-1')).body;
  for (const id of ['rejected-1', 'none', '%20']) await sheetAt(id);
  const approve = (person: 'alice' | 'bob' | 'carol' | 'wanda', id = 'pay-1', seen = digest) =>
    call(person, 'POST', `/instructions/${id}/approvals`, { decision: 'approve', digest: seen });
  await approve('bob', 'none');
  await approve('bob', 'pay-1', 'f'.repeat(64));
  await approve('bob', 'pay-1', 'not a digest');
  await approve('alice');
  await approve('wanda');
  await approve('bob');
  await approve('bob');
  await approve('carol');
  await call('walter', 'POST', '/instructions/pay-1/approvals', { decision: 'approve', digest });
  const second = (await sheetAt('pay-2')).body.digest;
  await call('bob', 'POST', '/instructions/pay-2/approvals', {
    decision: 'decline',
    digest: second,
    reason: 'not ours',
  });
  await approve('carol', 'pay-2', second);
  const third = (await sheetAt('pay-3')).body.digest;
  await withoutMessaging(async () => {
    await approve('bob', 'pay-3', third);
    await approve('carol', 'pay-3', third);
  });
  const old = { at: Date.now() - 2 * 86_400_000, by: 'alice@example.com' };
  const { instruction } = await instructions.create(awaitApproval(createInstruction(withdrawal('old-1'), old), old));
  await approve('bob', 'old-1', instruction.digest);
  const renamed = { ...person('id-alice', laterEpoch), at: Date.now() };
  const content = withdrawal('renamed-1', { requestedBy: renamed.by });
  const other = await instructions.create(awaitApproval(createInstruction(content, renamed), renamed));
  await approve('bob', 'renamed-1', other.instruction.digest);
}

async function callCancels({ call, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const cancel = (person: 'alice' | 'adam', id: string) => call(person, 'POST', `/instructions/${id}/cancel`);
  await cancel('adam', 'pay-4');
  await cancel('alice', 'pay-4');
  await cancel('alice', 'pay-2');
  await cancel('alice', 'none');
  await cancel('alice', '%20');
  await withoutMessaging(() => cancel('alice', 'pay-5'));
}

const stamp = { at: Date.now(), by: 'test' };

/** Sent, not answered, and not to be found: people have to decide. */
export function inDoubt(id: string): Instruction {
  const sending = startSending(approved(withdrawal(id)), { timestamp: stamp.at, recvWindow: 5_000 }, stamp);
  return flagForAttention(markUnknown(sending, 'http-502', stamp), 'not-in-records', [], stamp);
}

async function callResolutions({ call, instructions, withoutOutbox: withoutMessaging }: TestApi): Promise<void> {
  const put = async (instruction: Instruction) => (await instructions.create(instruction)).instruction.digest;
  const digest = await put(inDoubt('doubt-1'));
  const word = { decision: 'failed', evidence: 'The exchange wrote that it never came.', digest };
  const decide = (person: 'alice' | 'bob' | 'olga', id = 'doubt-1', changes: object = {}) =>
    call(person, 'POST', `/instructions/${id}/resolution`, { ...word, ...changes });
  await decide('olga', 'none');
  await decide('olga', 'doubt-1', { digest: 'f'.repeat(64) });
  await decide('olga', 'doubt-1', { decision: 'send it again' });
  await decide('alice');
  await decide('olga');
  await decide('bob');
  await decide('bob', 'doubt-1', { decision: 'settled' });
  let often = inDoubt('doubt-2');
  for (let round = 0; round < 20; round += 1) {
    often = proposeResolution(often, 'failed', `letter ${round}`, { at: stamp.at, by: 'frank@example.com' });
  }
  const second = await put(often);
  await decide('olga', 'doubt-2', { decision: 'settled', digest: second });
  await decide('olga', 'doubt-2', { digest: second });
  const third = await put(inDoubt('doubt-3'));
  await withoutMessaging(() => decide('olga', 'doubt-3', { digest: third }));
}
