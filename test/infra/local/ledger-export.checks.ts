import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { incrementMs } from '../../../functions/shared/ledger/export-span.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import { openTable, type Table } from '../../../functions/shared/ledger/store/table.ts';
import { ownAccessKey } from '../../../infra/local/aws/services/clients.ts';
import { exportsIn } from '../../../infra/tools/verify-history/export-folder.ts';
import { HistoryCheck, type Verification } from '../../../infra/tools/verify-history/history-check.ts';
import { verifyExports } from '../../../infra/tools/verify-history/verify-exports.ts';
import { verifyStatements } from '../../../infra/tools/verify-history/verify-statements.ts';
import { download, filesIn } from '../../support/bucket-files.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';
import { eventually } from './aws/support/stack.ts';
import { restoreKeys, type TreasuryOnStack, treasuryOnStack } from './support/treasury-on-stack.ts';

/*
 * From the table to an auditor: the function as it is deployed, with the rights of its role, exports the table into the
 * bucket of the template, and what is downloaded from there is verified without a look at the table. Statements too.
 */
let folder: string;
let treasury: TreasuryOnStack;
let table: Table;

/** An instruction that has had its whole life: nothing goes on with it any more. */
async function settled(id: string) {
  const sending = startSending(approved(withdrawal(id)), { timestamp: noon, recvWindow: 5_000 }, stamp);
  const sent = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
  const { instruction } = await openInstructionStore(table, randomUUID).create(settle(sent, noon, stamp));
  return instruction;
}

const run = () => treasury.stack.invoke('hashkey-treasury-local-ledger-export', {});

/** The exports have begun so many days ago: what has changed since the last one is then still to be exported. */
async function beginDaysAgo(days: number): Promise<void> {
  const at = Math.floor(Date.now() / 1_000) * 1_000 - days * incrementMs - 3_600_000;
  const claim = { span: { kind: 'full', at }, token: randomUUID(), claimedAt: Date.now(), tries: 1 };
  await table.put({ pk: 'ledger-export', version: 1, claim });
}

async function verifyDownloaded(): Promise<Verification> {
  const { stack } = treasury;
  await download(stack, String(stack.outputs.ExportBucketName), folder);
  const check = new HistoryCheck();
  await verifyExports(check, await exportsIn(folder));
  return check.result();
}

describe('the ledger’s exports', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ledger-export-'));
    treasury = await treasuryOnStack();
    await restoreKeys(treasury);
    const { stack } = treasury;
    Object.assign(process.env, {
      AWS_REGION: stack.region,
      AWS_ACCESS_KEY_ID: ownAccessKey,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: stack.endpoints.dynamodb,
    });
    table = openTable(String(stack.outputs.TableName));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('each day of the table reaches the bucket, and what is changed behind our back is found there', async () => {
    await settled('inv-1');
    await beginDaysAgo(9);
    // The whole table and two days, then three days a run.
    expect(await run()).toMatchObject({ exportedUntil: expect.any(String) });
    const { history } = await settled('inv-2');
    await run();
    expect(await verifyDownloaded()).toEqual({ instructions: 2, entries: 1, findings: [] });
    expect((await exportsIn(folder)).length).toBeGreaterThanOrEqual(5);

    const [first, ...rest] = history;
    const forged = [{ ...first, by: 'mallory@example.com' }, ...rest];
    await table.update('instruction#inv-2', {
      set: { history: forged },
      condition: 'attribute_exists(pk)',
      values: {},
    });
    await run();
    const { findings } = await verifyDownloaded();
    expect(findings.map(({ item, version }) => [item, version])).toContainEqual(['instruction#inv-2', 2]);
    expect(treasury.lines.filter((line) => line.includes('refused to') && line.includes('ledger-export'))).toEqual([]);
  });

  test('statements reach the bucket with the rights of their role, and follow from one another there', async () => {
    const { stack } = treasury;
    const bucket = String(stack.outputs.ExportBucketName);
    // It goes on for long, at the pace of the key: two days are enough here.
    const running = stack.invoke('hashkey-treasury-local-statements', {}).catch(() => undefined);
    const written = async () => (await filesIn(stack, bucket)).filter((name) => name.startsWith('statements/'));
    await eventually(async () => ((await written()).length >= 2 ? true : undefined), 60_000);
    await download(stack, bucket, folder);
    const { statements, findings } = await verifyStatements(path.join(folder, 'statements'));
    expect(statements).toBeGreaterThanOrEqual(2);
    expect(findings).toEqual([]);
    expect(treasury.lines.filter((line) => line.includes('refused to') && line.includes('statements'))).toEqual([]);
    void running;
  }, 90_000);
});
