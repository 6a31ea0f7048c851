import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { manyInstruction } from '../../support/many-instructions.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';

let ledger: TestLedger;
let handler: typeof import('../../../functions/instructions/handler.ts').handler;

beforeAll(async () => {
  ledger = await startWireLedger();
  Object.assign(process.env, { TABLE_NAME: tableName, ...silentLogging });
  ({ handler } = await import('../../../functions/instructions/handler.ts'));
  await ledger.table.put(initialPolicyItem(policyWith({ roles: groupOfRole })));
  const store = openInstructionStore(ledger.table, randomUUID);
  for (let number = 0; number < 8; number += 1) {
    const instruction = manyInstruction(number, { waiting: false });
    await store.create(instruction);
    await store.markPublished(instruction);
  }
});
afterAll(() => ledger.close());

const audit = claims('ann', ...groupOfRole.auditor);
const see = (query: Record<string, string>, who: Record<string, string> | undefined = audit) =>
  answerTo(handler, { method: 'GET', path: '/approvals', query, claims: who });

async function decisions(query: Record<string, string>) {
  const { body } = await see(query);
  const found = body.approvals as { instructionId: string; decision: string; by: string; at: string }[];
  return found.map(({ instructionId, decision, by, at }) => [instructionId, decision, by, at]);
}

describe('GET /approvals', () => {
  test('shows who decided what and when, the newest first', async () => {
    const all = await decisions({});
    expect(all).toHaveLength(7);
    expect(all[0]).toEqual(['inv-7', 'approved', 'beth@example.com', '2026-11-20T10:07:00.000Z']);
    expect(all).toContainEqual(['inv-4', 'declined', 'bob@example.com', '2026-11-20T10:04:00.000Z']);
  });

  test('of one person, however the name is written, and of a time', async () => {
    const query = { person: 'BETH@example.com', from: '2026-11-20T10:06:00Z', order: 'oldest' };
    expect((await decisions(query)).map(([id]) => id)).toEqual(['inv-6', 'inv-7']);
    expect(await decisions({ to: '2026-11-19' })).toEqual([]);
  });

  test('says the words of a refusal, and the groups of an approval', async () => {
    const { body } = await see({ person: 'bob@example.com' });
    expect(body.approvals).toMatchObject([
      { instructionId: 'inv-4', evidence: 'not due', status: 'declined' },
      { instructionId: 'inv-2', groups: ['finance'], quantity: '1250.5' },
      { instructionId: 'inv-1' },
      { instructionId: 'inv-0' },
    ]);
  });

  test.each(Object.entries(groupOfRole).filter(([role]) => role !== 'auditor'))(
    'shows nothing to %s',
    async (_role, groups) => {
      expect(await see({}, claims('eve', ...groups))).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden' } },
      });
    },
  );

  test.each([
    ['who', '1'],
    ['person', 'a b'],
    ['from', 'yesterday'],
    ['after', 'x'],
  ])('refuses the query %s=%s by its name', async (field, value) => {
    expect(await see({ [field]: value })).toMatchObject({ status: 400, body: { error: { details: [{ field }] } } });
  });
});
