import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import { measuredTick } from '../../../functions/reconciliation/measured-tick.ts';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { decline } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { parseSweepRun } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import { openMeter } from '../../../functions/shared/runtime/metrics.ts';
import { metricsWrittenBy } from '../../support/captured-output.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, stamp, transfer, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
});
afterEach(() => fixture.close());

const meter = openMeter({ POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-test' });
const change = (id: string, set: Record<string, unknown>) =>
  fixture.ledger.table.update(`instruction#${id}`, { set, condition: 'attribute_exists(pk)', values: {} });

test('an item that was changed past the functions costs itself and an alarm, and no other', async () => {
  const { instructions } = fixture.parts;
  const bad = approved(withdrawal('bad'));
  await instructions.create(bad);
  await instructions.update(bad, decline(bad, 'no', stamp));
  await change('bad', { state: { status: 'approved' }, status: 'approved' });
  await instructions.create(approved(withdrawal('good')));
  const metrics = await metricsWrittenBy(() => measuredTick(fixture.parts, meter));
  expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ instructionId: 'good' }]);
  expect(metrics.find(({ name }) => name === 'UnreadableItems')?.value).toBe(1);
  await expect(instructions.get(instructionId('bad'))).rejects.toMatchObject({ code: 'item-corrupt' });
});

test.each(['sending', 'sent', 'unknown', 'needs-attention'])(
  'one that says that it is %s, and was never sent, does not stop the tick',
  async (status) => {
    const { instructions } = fixture.parts;
    await instructions.create(approved(withdrawal('bad')));
    const parts = { exchangeOrderId: 'W1', reason: 'outcome-unknown', nearMatches: [] };
    const { exchangeOrderId, reason, nearMatches } = parts;
    const rest = { sent: { exchangeOrderId }, unknown: { reason }, 'needs-attention': { reason, nearMatches } };
    const of = Object.entries(rest).find(([name]) => name === status)?.[1];
    await change('bad', { state: { status, ...of }, status });
    await instructions.create(approved(withdrawal('good')));
    await tick(fixture.parts);
    expect(fixture.outbox.messages.map(({ body }) => body)).toEqual([{ instructionId: 'good' }]);
    expect(fixture.reports).toEqual(['an item is corrupt']);
  },
);

test('a sweep waits while the one before it cannot be read', async () => {
  const before = approved(transfer('usdt-to-custody-20261120T090000Z'));
  const { claims, clock, instructions } = fixture.parts;
  const { content } = before;
  if (content.kind !== 'asset-transfer') throw new TypeError('it is a transfer');
  await claims.claim(content.source, content.coin, content.instructionId, clock.now());
  await instructions.create(before);
  await change(content.instructionId, { state: { status: 'failed', reason: 'exchange-refused' } });
  const run = parseSweepRun({ sweepId: 'usdt-to-custody', scheduledTime: '2026-11-20T10:00:00Z' });
  expect((await runSweep(fixture.parts, run, false)).state).toEqual({
    status: 'rejected',
    reason: 'earlier-instruction-open',
  });
});
