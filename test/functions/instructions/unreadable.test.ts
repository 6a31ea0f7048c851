import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { approved, policyWith, withdrawal } from '../../support/instructions.ts';
import { startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';

let ledger: TestLedger;
let handler: typeof import('../../../functions/instructions/handler.ts').handler;

beforeAll(async () => {
  ledger = await startWireLedger();
  Object.assign(process.env, { TABLE_NAME: tableName, ...silentLogging });
  ({ handler } = await import('../../../functions/instructions/handler.ts'));
  await ledger.table.put(initialPolicyItem(policyWith({ roles: groupOfRole })));
});
afterAll(() => ledger.close());

const list = async () =>
  (await answerTo(handler, { method: 'GET', path: '/instructions', claims: claims('alice', ...groupOfRole.auditor) }))
    .body;

test('an instruction that is not as it was written is listed by its id, beside the others', async () => {
  const store = openInstructionStore(ledger.table, randomUUID);
  await store.create(approved(withdrawal('good')));
  expect(await list()).not.toHaveProperty('unreadable');
  await store.create(approved(withdrawal('bad')));
  const change = { set: { approvals: [] }, condition: 'attribute_exists(pk)', values: {} };
  await ledger.table.update('instruction#bad', change);
  expect(await list()).toMatchObject({ instructions: [{ id: 'good' }], unreadable: ['bad'] });
});
