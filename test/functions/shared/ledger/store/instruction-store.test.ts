import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../../functions/shared/core/ids.ts';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  reject,
  startSending,
} from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../../../functions/shared/ledger/store/instruction-store.ts';
import type { Item, Table } from '../../../../../functions/shared/ledger/store/table.ts';
import { noon } from '../../../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../../../support/instructions.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';

let ledger: TestLedger;
let store: InstructionStore;

beforeAll(async () => {
  ledger = await startWireLedger();
  store = openInstructionStore(ledger.table, randomUUID);
});
afterAll(() => ledger.close());

const newId = () => `inv-${randomUUID()}`;
const signed = { timestamp: noon, recvWindow: 5_000 };

async function created(content = withdrawal(newId())): Promise<Instruction> {
  const { instruction } = await store.create(approved(content));
  return instruction;
}

describe('creating', () => {
  test('what was written is read back whole', async () => {
    const instruction = await created(withdrawal(newId(), { note: 'invoice 42', tag: '7' }));
    expect(await store.get(instruction.content.instructionId)).toEqual(instruction);
  });

  test('the same id with the same content is the same instruction, with other content a conflict', async () => {
    const id = newId();
    await created(withdrawal(id));
    expect(await store.create(approved(withdrawal(id)))).toMatchObject({ kind: 'same' });
    const other = withdrawal(id, { quantity: amount('9999') });
    expect(await store.create(approved(other))).toMatchObject({
      kind: 'conflict',
      instruction: { content: { quantity: '1250.5' } },
    });
  });

  test('of many at the same time exactly one is first', async () => {
    const id = newId();
    const all = await Promise.all(Array.from({ length: 8 }, () => store.create(approved(withdrawal(id)))));
    expect(all.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(all.filter(({ kind }) => kind === 'same')).toHaveLength(7);
  });

  test('a write that the SDK sent twice counts as ours', async () => {
    const twice: Table = {
      ...ledger.table,
      putNew: async (item) => (await ledger.table.putNew(item)) && ledger.table.putNew(item),
    };
    const result = await openInstructionStore(twice, randomUUID).create(approved(withdrawal(newId())));
    expect(result.kind).toBe('created');
  });
});

describe('moving on', () => {
  test('of two that saw the same version one wins, and the other learns how it stands now', async () => {
    const seen = await created();
    const results = await Promise.allSettled([
      store.update(seen, startSending(seen, signed, stamp)),
      store.update(seen, startSending(seen, signed, stamp)),
    ]);
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({ code: 'version-conflict', current: { state: { status: 'sending' } } });
  });

  test('an update that the SDK sent twice counts as ours', async () => {
    const seen = await created();
    const twice: Table = {
      ...ledger.table,
      update: async (pk, update) => (await ledger.table.update(pk, update)) && ledger.table.update(pk, update),
    };
    await openInstructionStore(twice, randomUUID).update(seen, startSending(seen, signed, stamp));
    expect((await store.get(seen.content.instructionId))?.state.status).toBe('sending');
  });

  test('content cannot change', async () => {
    const seen = await created();
    const other = startSending(approved(withdrawal(seen.content.instructionId, { coin: 'BTC' })), signed, stamp);
    await expect(store.update(seen, other)).rejects.toMatchObject({ code: 'assertion-failed' });
  });
});

describe('the open index', () => {
  const isOpen = async (id: string) =>
    (await store.listOpen(100)).instructions.some(({ content }) => content.instructionId === id);

  test('an ended instruction stays until its events are out, and then leaves', async () => {
    const content = withdrawal(newId());
    const { instruction } = await store.create(reject(createInstruction(content, stamp), 'coin-not-allowed', stamp));
    expect(await isOpen(content.instructionId)).toBe(true);
    await store.markPublished(instruction);
    expect(await isOpen(content.instructionId)).toBe(false);
    expect((await store.get(instructionId(content.instructionId)))?.publishedVersion).toBe(2);
  });

  test('noting an old version as published leaves a newer one open', async () => {
    const seen = await created();
    const next = startSending(seen, signed, stamp);
    await store.update(seen, next);
    await store.markPublished(seen);
    expect((await store.get(seen.content.instructionId))?.publishedVersion).toBe(0);
    expect(await isOpen(seen.content.instructionId)).toBe(true);
  });

  test('pages are followed to the end', async () => {
    const refused = () => reject(createInstruction(withdrawal(newId()), stamp), 'coin-not-allowed', stamp);
    await Promise.all(Array.from({ length: 5 }, () => store.create(refused())));
    const ids = new Set<string>();
    let after: Item | undefined;
    do {
      const page = await store.listByStatus('rejected', 2, after);
      for (const { content } of page.instructions) ids.add(content.instructionId);
      after = page.next;
    } while (after !== undefined);
    const all = (await ledger.dump()).filter((item) => item.status === 'rejected');
    expect(ids.size).toBe(all.length);
  });
});

describe('an item that is not as it was written', () => {
  test.each([
    [
      'its content was changed',
      { content: withdrawal('x', { address: '0x0000000000000000000000000000000000000001' }) },
    ],
    ['its status is none', { state: { status: 'paid' } }],
    ['its amount is a number', { content: { ...withdrawal('x'), quantity: 1250.5 } }],
  ])('is refused: %s', async (_why, change) => {
    const { content } = await created();
    const id = content.instructionId;
    await ledger.table.update(`instruction#${id}`, { set: change, condition: 'attribute_exists(pk)', values: {} });
    await expect(store.get(id)).rejects.toMatchObject({ code: 'item-corrupt' });
    const { corrupt } = await store.listOpen(200);
    expect(corrupt.map(({ message }) => message)).toContain(`The item instruction#${id} is not as it was written`);
  });
});

test('a table that does not answer is a named error', async () => {
  const gone = openInstructionStore(
    {
      ...ledger.table,
      get: () =>
        ledger.table
          .query({ index: { name: 'none', key: 'x', sort: 'y' }, value: 'y', limit: 1, newestFirst: false })
          .then(() => undefined),
    },
    randomUUID,
  );
  await expect(gone.get(instructionId('x'))).rejects.toMatchObject({ code: 'store-unavailable' });
});
