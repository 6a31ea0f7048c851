import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import {
  balanceFlowPath,
  knownOrder,
  knownRecord,
  withdrawalRecord as order,
  ordersPath,
  recordList,
} from '../../support/record-list.ts';
import type { Reply } from '../../support/scripted-exchange.ts';

/* The hourly look is over only where the list shows an order of ours that is known to be in it. */
const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;
const notShown = 'the movements do not show an order that is known to be there, and are read again';

let fixture: FunctionFixture;
let began: number | undefined;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList());
  orders(knownRecord('withdrawal'));
  await fixture.parts.knownOrders.note('withdrawal', knownOrder);
  // The first look notes where to begin.
  await tick(fixture.parts);
  began = await until();
});
afterEach(() => fixture.close());

const list = (...replies: Reply[]) => fixture.script.on(ordersPath, ...replies);
const orders = (...rows: object[]) => list(recordList(...rows));
const foreign = order({ remark: 'by hand' });
const until = async (kind = 'withdrawal') => (await fixture.parts.scans.reached(kind))?.until;

async function tickAfter(ms: number): Promise<void> {
  fixture.clock.advance(ms);
  await tick(fixture.parts);
}

const told = () =>
  fixture.outbox.events
    .filter(({ type }) => type === 'UnknownMovement')
    .map(({ detail }) => detail.exchangeOrderId ?? detail.reason);

test('a row that cannot be read at first, and can be at once after that, is told as what it is', async () => {
  const readable = recordList(knownRecord('withdrawal'), foreign);
  list(recordList(knownRecord('withdrawal'), { id: 'odd', time: String(noon + minute), coin: 7 }), readable);
  await tickAfter(hour);
  expect(told()).toEqual(['W1']);
});

test('an hour whose second reading is empty is read again', async () => {
  list(recordList(knownRecord('withdrawal'), { id: 'odd', time: String(noon + minute), coin: 7 }), recordList());
  await tickAfter(hour);
  expect([await until(), told()]).toEqual([began, []]);
});

describe('an hour of which the list does not show the order that is known to be there', () => {
  test('is read again until the list is whole, and what moved in it is told then', async () => {
    orders();
    await tickAfter(hour);
    await tickAfter(minute);
    expect([await until(), told()]).toEqual([began, []]);
    expect(fixture.reports).toEqual([notShown, notShown]);
    orders(knownRecord('withdrawal'), foreign);
    await tickAfter(minute);
    expect(told()).toEqual(['W1']);
    expect(await until()).toBeGreaterThan(began ?? 0);
  });

  test('is not over where it shows others alone, as a list of another house does', async () => {
    orders(foreign);
    await tickAfter(hour);
    expect([await until(), told()]).toEqual([began, []]);
  });

  test('is over where another kind has none that is known', async () => {
    const before = await until('asset-transfer');
    await tickAfter(hour);
    expect(await until('asset-transfer')).toBeGreaterThan(before ?? 0);
  });

  test('is over where none can be expected: the records reach back a week', async () => {
    orders();
    await tickAfter(7 * day);
    expect(await until()).toBeGreaterThan(began ?? 0);
    expect(fixture.reports).toEqual([]);
  });

  test('is not over where nobody can say what is known', async () => {
    const knownOrders = {
      ...fixture.parts.knownOrders,
      latest: async () => {
        throw new StoreUnavailableError('known-order#withdrawal', new Error('away'));
      },
    };
    fixture.clock.advance(hour);
    await tick({ ...fixture.parts, knownOrders });
    expect(await until()).toBe(began);
  });
});

describe('an hour of which the list shows it', () => {
  test('is over, and is not read again', async () => {
    await tickAfter(hour);
    expect(await until()).toBeGreaterThan(began ?? 0);
    const { length } = fixture.script.seen;
    await tickAfter(minute);
    expect(fixture.script.seen.slice(length).filter(({ target }) => target.startsWith(ordersPath))).toEqual([]);
  });

  test('is over where the known one is younger than the hour', async () => {
    const time = noon + 58 * minute;
    await fixture.parts.knownOrders.note('withdrawal', { exchangeOrderId: '901', time });
    orders(order({ id: '901', coin: 'BTC', time: String(time) }));
    await tickAfter(hour);
    expect(await until()).toBeGreaterThan(began ?? 0);
    // That one belongs to the next hour.
    expect(told()).toEqual([]);
  });

  test('tells a row that cannot be read in its own hour, and in no later one', async () => {
    const unreadable = { id: 'odd', time: String(noon + minute), coin: 7 };
    orders(knownRecord('withdrawal'), unreadable);
    await tickAfter(hour);
    await tickAfter(hour);
    await tickAfter(hour);
    expect(told()).toEqual(['unreadable']);
  });

  test('is over where the known one is a row that cannot be read: people are told of that', async () => {
    orders({ ...knownRecord('withdrawal'), coin: 7 }, { id: 'odd', time: String(noon + minute), coin: 7 });
    await tickAfter(hour);
    expect(told()).toEqual(['unreadable']);
    expect(await until()).toBeGreaterThan(began ?? 0);
  });
});

describe('more movements than can be read at once', () => {
  /** Too much for every window that is wider than some minutes. */
  function crowded(...rows: object[]): Reply {
    const full = Array.from({ length: 60 }, (_, index) => order({ id: `F${index}`, time: String(noon + 30 * minute) }));
    const whole = recordList(...rows);
    return (request) => {
      const query = new URL(`http://x${request.target}`).searchParams;
      const isWide = Number(query.get('endTime')) - Number(query.get('startTime')) > 8 * minute;
      const holds =
        Number(query.get('startTime')) <= noon + 30 * minute && noon + 30 * minute <= Number(query.get('endTime'));
      return isWide || holds ? { status: 200, body: JSON.stringify(full) } : whole(request);
    };
  }

  test('are read by minutes, each beside the known order', async () => {
    list(crowded(knownRecord('withdrawal')));
    await tickAfter(hour);
    expect(await until()).toBe((began ?? 0) + 5 * minute);
  });

  test('are read again where it does not show', async () => {
    list(crowded());
    await tickAfter(hour);
    expect(await until()).toBe(began);
    expect(fixture.reports).toEqual([notShown]);
  });
});
