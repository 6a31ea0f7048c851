import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountId, instructionId } from '../../../../../functions/shared/core/ids.ts';
import {
  createInstruction,
  markApproved,
  reject,
} from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { openInstructionStore } from '../../../../../functions/shared/ledger/store/instruction-store.ts';
import {
  openSourceClaims,
  type SourceClaims,
  unwrittenHolderMs,
} from '../../../../../functions/shared/ledger/store/source-claims.ts';
import { noon } from '../../../../support/clock.ts';
import { stamp, transfer } from '../../../../support/instructions.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';

let ledger: TestLedger;
let claims: SourceClaims;
let nextAccount = 1;

beforeAll(async () => {
  ledger = await startWireLedger();
  claims = openSourceClaims(ledger.table, openInstructionStore(ledger.table, randomUUID));
});
afterAll(() => ledger.close());

const run = (number: number) => instructionId(`sweep-${nextAccount}-${number}`);

function newAccount() {
  nextAccount += 1;
  return accountId(String(nextAccount));
}

async function write(id: string, isOver: boolean) {
  const requested = createInstruction(transfer(id), stamp);
  const next = isOver ? reject(requested, 'dry-run', stamp) : markApproved(requested, stamp);
  await openInstructionStore(ledger.table, randomUUID).create(next);
}

test('the first run has the account and coin, and has it again when it is delivered again', async () => {
  const account = newAccount();
  expect(await claims.claim(account, 'USDT', run(1), noon)).toEqual({ kind: 'claimed' });
  expect(await claims.claim(account, 'USDT', run(1), noon)).toEqual({ kind: 'claimed' });
});

test('another coin of the same account is another claim', async () => {
  const account = newAccount();
  await claims.claim(account, 'USDT', run(1), noon);
  expect(await claims.claim(account, 'BTC', run(2), noon)).toEqual({ kind: 'claimed' });
});

test('a run is held off while an earlier one is open, and goes when that one has ended', async () => {
  const account = newAccount();
  await claims.claim(account, 'USDT', run(1), noon);
  await write(run(1), false);
  expect(await claims.claim(account, 'USDT', run(2), noon + 86_400_000)).toEqual({ kind: 'held', by: run(1) });
  const other = newAccount();
  await claims.claim(other, 'USDT', run(1), noon);
  await write(run(1), true);
  expect(await claims.claim(other, 'USDT', run(2), noon)).toEqual({ kind: 'claimed' });
});

test('a holder that wrote nothing is at work until no function can live any more', async () => {
  const account = newAccount();
  await claims.claim(account, 'USDT', run(1), noon);
  expect(await claims.claim(account, 'USDT', run(2), noon + unwrittenHolderMs)).toEqual({ kind: 'held', by: run(1) });
  expect(await claims.claim(account, 'USDT', run(2), noon + unwrittenHolderMs + 1)).toEqual({ kind: 'claimed' });
});

test('of many that take over at the same time one wins', async () => {
  const account = newAccount();
  await claims.claim(account, 'USDT', run(1), noon);
  await write(run(1), true);
  const all = await Promise.all([2, 3, 4, 5].map((number) => claims.claim(account, 'USDT', run(number), noon)));
  expect(all.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
});
