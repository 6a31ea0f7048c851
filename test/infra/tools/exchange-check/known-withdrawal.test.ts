import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordOutcome, startSending } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { instructionView } from '../../../../functions/shared/ledger/instruction/view.ts';
import { readKnownWithdrawal } from '../../../../infra/tools/exchange-check/known-withdrawal.ts';
import { isOfItsTime } from '../../../../infra/tools/exchange-check/order-time.ts';
import { noon } from '../../../support/clock.ts';
import { acmeAddress, approved, payout, stamp } from '../../../support/instructions.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'first-contact-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function fileOf(text: string): Promise<string> {
  const file = path.join(folder, 'instruction.json');
  await writeFile(file, text);
  return file;
}

const sending = (content = approved().content) =>
  startSending(approved(content), { timestamp: noon, recvWindow: 5_000 }, stamp);

describe('the file of --instruction', () => {
  test('says what was asked for, and when the first attempt that may have been taken was signed', async () => {
    const held = recordOutcome(sending(), { kind: 'held', reason: 'clock-skew', exchangeCode: '-1021' }, stamp);
    const again = startSending(held, { timestamp: noon + 60_000, recvWindow: 5_000 }, stamp);
    const file = await fileOf(JSON.stringify(instructionView(again)));
    expect(await readKnownWithdrawal(file)).toEqual({
      id: 'inv-2026-0042',
      asked: {
        content: expect.objectContaining({ coin: 'USDT', chain: 'ETH', quantity: '1250.5', address: acmeAddress }),
        signedAt: noon + 60_000,
      },
    });
  });

  test.each<[string, () => string]>([
    ['no JSON', () => 'inv-2026-0042'],
    ['something else', () => '{"id":"inv-2026-0042"}'],
    ['a withdrawal that was never sent', () => JSON.stringify(instructionView(approved()))],
    ['a payment to a bank', () => JSON.stringify(instructionView(sending(payout())))],
  ])('is refused with %s', async (_what, text) => {
    await expect(readKnownWithdrawal(await fileOf(text()))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('is refused where it is not there', async () => {
    await expect(readKnownWithdrawal(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test.each([
  [noon - 60_001, false],
  [noon - 60_000, true],
  [noon + 600_000, true],
  [noon + 600_001, false],
])('a record of %d is of the order: %s', (time, isIt) => {
  expect(isOfItsTime(time, { signedAt: noon, seenAt: noon + 600_000 })).toBe(isIt);
});
