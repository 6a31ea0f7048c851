import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { amount } from '../../../functions/shared/core/amount.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { emptyBook } from '../../../functions/shared/ledger/limits/book.ts';
import { type PreviewFacts, previewOf } from '../../../functions/withdrawal-request/preview.ts';
import { previewSchema } from '../../../functions/withdrawal-request/preview-schema.ts';
import { noon } from '../../support/clock.ts';
import { acmeAddress, fundingPolicy, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import { entryWith } from '../../support/whitelist.ts';

const day = 86_400_000;
const { address: _address, ...request } = withdrawal('inv-1', { quantity: amount('100') });
const policy = policyWith({
  withdrawals: { USDT: { perInstruction: '50000', rolling: [{ windowMs: day, amount: '1000', count: 5 }] } },
});
const window = { windowMs: day, amount: amount('1000'), count: 5 };
const moved = { id: 'earlier#1', quantity: amount('700'), movedAt: noon - 1 };
const facts: PreviewFacts = {
  policy,
  entry: entryWith(),
  existing: undefined,
  requester: { by: 'alice@example.com', at: noon },
  terms: { readAt: noon - 60_000, isOpen: true, fee: amount('1'), minimum: amount('5') },
  balance: { readAt: noon - 90_500, free: amount('101') },
  pauses: [],
  books: [{ coin: 'USDT', limits: [window], book: { ...emptyBook, entries: [moved] } }],
};
const preview = (changes: Partial<PreviewFacts> = {}, asked = request) =>
  v.parse(previewSchema, previewOf(asked, { ...facts, ...changes }, noon));
const objections = (changes: Partial<PreviewFacts>, asked = request) =>
  preview(changes, asked).objections.map(({ code, effect }) => `${effect} ${code}`);

describe('a preview', () => {
  test('shows the destination in full, the fee, the balance with its age, the limits and who must agree', () => {
    expect(preview()).toMatchObject({
      wouldAnswer: 202,
      objections: [],
      destination: { id: 'acme-usdt-eth', status: 'active', address: acmeAddress },
      exchange: { known: true, ageSeconds: 60, open: true, fee: '1', totalDebit: '101', minimum: '5' },
      balance: { known: true, ageSeconds: 90, free: '101', enough: true },
      perInstruction: '50000',
      limits: [
        {
          of: 'coin',
          window: '24h',
          amount: { limit: '1000', used: '700', left: '300' },
          count: { limit: 5, used: 1, left: 4 },
        },
      ],
      approvals: {
        quorum: 1,
        groups: [],
        mayNotApprove: ['alice@example.com', 'wanda@example.com', 'walter@example.com'],
      },
    });
  });

  test('says what is not known, and refuses nothing for it', () => {
    expect(preview({ terms: undefined, balance: undefined })).toMatchObject({
      wouldAnswer: 202,
      exchange: { known: false },
      balance: { known: false },
    });
  });

  test('tells every objection at once, each with what it leads to', () => {
    const pause = { scope: 'coin:USDT', reason: 'odd', by: 'olga@example.com', at: noon } as const;
    const asked = { ...request, quantity: amount('400') };
    expect(objections({ pauses: [pause], balance: { readAt: noon, free: amount('400') } }, asked)).toEqual([
      'hold paused',
      'hold insufficient-balance',
      'reject-at-release over-rolling-limit',
    ]);
  });

  test('shows what would be moved first, and holds it for that alone', () => {
    const funded = { ...request, fundFrom: 'trading' };
    const here = {
      policy: policyWith({ ...policy, funding: fundingPolicy }),
      balance: { readAt: noon, free: amount('40') },
    };
    const shown = { allowed: true, to: 'custody', atMost: '2000', lacking: '61' };
    expect(preview(here, funded)).toMatchObject({ fundFrom: 'trading', funding: shown });
    expect(objections(here, funded)).toEqual(['hold funding']);
    expect(preview(here)).not.toHaveProperty('funding');
    const less = {
      ...here,
      policy: policyWith({ ...policy, funding: { ...fundingPolicy, maxPerTransfer: { USDT: '60' } } }),
    };
    expect(objections(less, funded)).toEqual(['reject-at-release funding-failed']);
    expect(preview({}, funded)).toMatchObject({ wouldAnswer: 422, funding: { allowed: false } });
  });

  test('tells of a limit once, where the quantity is over it whatever was paid before', () => {
    expect(objections({}, { ...request, quantity: amount('1000.5') })).toEqual([
      'refuse over-rolling-limit',
      'hold insufficient-balance',
    ]);
  });

  test('shows until when the destination cools off', () => {
    const cooling = entryWith({ state: { status: 'cooling-off', until: noon + 5_000 } });
    const shown = preview({ entry: cooling });
    expect(shown.destination.usableFrom).toBe(new Date(noon + 5_000).toISOString());
    expect(shown.objections).toMatchObject([{ code: 'cooling-off', until: shown.destination.usableFrom }]);
  });

  test('of a destination that nobody knows shows none of its own', () => {
    expect(preview({ entry: undefined })).toMatchObject({
      wouldAnswer: 422,
      destination: { id: 'acme-usdt-eth', status: 'unknown', addressBlocks: [] },
    });
  });
});

describe('of an id that was used before', () => {
  test('with the same content it is the same, whatever speaks against it today', () => {
    const existing = createInstruction(request, stamp);
    expect(preview({ existing, entry: undefined })).toMatchObject({
      wouldAnswer: 200,
      existing: { status: 'requested' },
    });
  });

  test('with other content it takes a new one', () => {
    const existing = createInstruction({ ...request, quantity: amount('99') }, stamp);
    expect(preview({ existing })).toMatchObject({
      wouldAnswer: 409,
      objections: [{ code: 'instruction-conflict', effect: 'refuse', expected: 'a new id for other content' }],
    });
  });
});
