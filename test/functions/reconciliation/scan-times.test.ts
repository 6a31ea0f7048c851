import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { isListed, type ListTimes } from '../../../infra/local/exchange-simulator/endpoints/list-window.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';
import { balanceFlowPath, ordersPath, withdrawalRecord } from '../../support/record-list.ts';

const hour = 3_600_000;
/** What is younger than this may not be in the records yet. */
const youngMs = 610_000;

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, { status: 200, body: '[]' });
});
afterEach(() => fixture.close());

/** An exchange with these withdrawals, which means its windows in one of many ways. */
function show(
  orders: readonly { readonly id: string; readonly time: number; readonly remark: string }[],
  how: ListTimes,
) {
  fixture.script.on(ordersPath, ({ target }) => {
    const query = new URL(`http://x${target}`).searchParams;
    const [start, end] = [Number(query.get('startTime')), Number(query.get('endTime'))];
    const listed = orders.filter(({ time }) => isListed(time, start, end, how));
    const shown = (time: number) => (how.shows === 'seconds' ? Math.floor(time / 1_000) * 1_000 : time);
    const rows = listed.map(({ time, ...row }) => withdrawalRecord({ ...row, time: String(shown(time)) }));
    return { status: 200, body: JSON.stringify(rows) };
  });
}

const told = () => fixture.outbox.events.filter(({ type }) => type === 'UnknownMovement').map(({ detail }) => detail);

const ways = (['both', 'start', 'end', 'neither'] as const).flatMap((ends) =>
  (['exact', 'shown'] as const).flatMap((compares) =>
    (['milliseconds', 'seconds'] as const).map((shows): ListTimes => ({ ends, compares, shows })),
  ),
);

describe.each(ways)('where a window has %j', (how) => {
  test('a settled withdrawal of ours is no news, whatever part of a second it was taken in', async () => {
    for (const [index, ms] of [0, 1, 500, 700, 999].entries()) {
      const id = `inv-${index}`;
      const { instruction } = await fixture.parts.instructions.create(approved(withdrawal(id)));
      const sending = startSending(instruction, { timestamp: noon + ms, recvWindow: 5_000 }, stamp);
      const taken = { kind: 'accepted', exchangeOrderId: exchangeOrderId(`W${index}`) } as const;
      const sent = recordOutcome(sending, taken, stamp);
      await fixture.parts.instructions.update(instruction, settle(sent, noon, stamp));
    }
    show(
      [0, 1, 500, 700, 999].map((ms, index) => ({
        id: `W${index}`,
        time: noon + 60_000 * index + ms,
        remark: `inv-${index}`,
      })),
      how,
    );
    await tick(fixture.parts);
    fixture.clock.advance(hour);
    await tick(fixture.parts);
    expect(told()).toEqual([]);
  });

  test('a stranger at any moment around the end of a look is told of once', async () => {
    fixture.clock.advance(421);
    const edges = [noon + 421 - youngMs, noon + 421 - youngMs + hour, noon + 421 - youngMs + 2 * hour];
    const strangers = edges.flatMap((edge, index) =>
      [-2_000, -1_000, -422, -421, -1, 0, 1, 578, 579, 999, 1_000, 2_000].map((ms) => ({
        id: `W${index}x${ms + 5_000}`,
        time: edge + ms,
        remark: '',
        isFromTheStart: index > 0 || ms > 0,
      })),
    );
    show(
      strangers.map(({ isFromTheStart: _from, ...each }) => each),
      how,
    );
    await tick(fixture.parts);
    for (let look = 0; look < 3; look += 1) {
      fixture.clock.advance(hour);
      await tick(fixture.parts);
    }
    const ids = told().map(({ exchangeOrderId }) => String(exchangeOrderId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(strangers.filter(({ isFromTheStart }) => isFromTheStart).map(({ id }) => id)),
    );
    expect(told().filter(({ reason }) => reason === 'unreadable')).toEqual([]);
  });
});
