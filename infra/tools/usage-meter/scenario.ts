import { setTimeout as wait } from 'node:timers/promises';
import { paceMs } from '../../../functions/shared/exchange/client/pacer.ts';
import { depositSchema } from '../../local/demo/api-schemas.ts';
import type { OperationCounts, OperationName } from '../cost/usage/operation.ts';
import { approveWithdrawal, callApi, personas, requestByEvent, requestOverHttp } from './api-calls.ts';
import { countOperation, countSettling, fireSchedule, tick, waitUntilQuiet } from './count-operation.ts';
import { addDestination, waitUntilUsable } from './destination.ts';
import { type MeteredStack, waitUntil } from './metered-stack.ts';
import { addCounts, subtractCounts } from './operation-sums.ts';
import { countRecordsLookback } from './records-lookback.ts';
import { countIdleSweep, countSweep } from './sweeps.ts';

const { alice, bob, carol } = personas;
const anHour = 3_600_000;

/** Does everything once that a treasury does, and counts each. Functions are loaded and know their keys before. */
export async function runScenario(
  meteredStack: MeteredStack,
): Promise<Readonly<Record<OperationName, OperationCounts>>> {
  await warmUp(meteredStack);
  await addDestination(meteredStack);
  // The first ticks read what the exchange asks and what is there: the others have nothing to read for minutes.
  for (let first = 0; first < 3; first += 1) {
    await tick(meteredStack);
    await waitUntilQuiet(meteredStack);
  }
  const idle = await countOperation(meteredStack, () => tick(meteredStack));
  const address = () =>
    callApi(meteredStack, depositSchema, alice, 'GET', '/deposit-addresses/USDT/ETH').then(() => undefined);
  await address();
  // Its key has just been used: whoever asks once does not wait for a slot.
  await wait(paceMs.query);
  const depositAddress = await countOperation(meteredStack, address);
  const moving = await countSweep(meteredStack);
  const deposits = await countDepositLook(meteredStack);
  const keyHealth = await countOperation(meteredStack, () =>
    fireSchedule(meteredStack, 'local.key-health', 'key-health'),
  );
  const exporting = await countExport(meteredStack);
  const movingNothing = await countIdleSweep(meteredStack);
  const look = await countRecordsLookback(meteredStack);
  await waitUntilUsable(meteredStack);
  const check = await countOperation(meteredStack, () => fireSchedule(meteredStack, 'local.whitelist', 'whitelist'));
  await countWithdrawal(meteredStack, 'warm-up', requestOverHttp);
  const overHttp = await countWithdrawal(meteredStack, 'over-http', requestOverHttp);
  const byEvent = await countWithdrawal(meteredStack, 'by-event', requestByEvent);
  return {
    'idle-tick': idle,
    'deposit-address': depositAddress,
    'sweep-that-moves': subtractCounts(moving, idle),
    'sweep-that-moves-nothing': movingNothing,
    'deposit-look': deposits,
    'key-health': keyHealth,
    'ledger-export': exporting,
    'hourly-look': subtractCounts(look, idle),
    'whitelist-check': check,
    'withdrawal-over-http': subtractCounts(overHttp, idle),
    'withdrawal-by-event': subtractCounts(byEvent, idle),
    ...(await countBusyTicks(meteredStack)),
  };
}

/** Rates without a start fire at once. The first look through the records only notes where to begin. */
async function warmUp(meteredStack: MeteredStack): Promise<void> {
  await waitUntil('the first sweep was sent', async () => {
    await waitUntilQuiet(meteredStack);
    return meteredStack.lines.some((line) => line.includes('"message":"transfer"'));
  });
  await tick(meteredStack);
  await waitUntilQuiet(meteredStack);
}

/** The first look goes through all that the exchange lists, and a later one through what is new. */
async function countDepositLook(meteredStack: MeteredStack): Promise<OperationCounts> {
  const look = () => fireSchedule(meteredStack, 'local.deposits', 'deposits');
  await look();
  return countOperation(meteredStack, look);
}

/** The first call has the table exported, and a later one finds that done. */
async function countExport(meteredStack: MeteredStack): Promise<OperationCounts> {
  const look = () => fireSchedule(meteredStack, 'local.ledger-export', 'ledger-export');
  await look();
  await look();
  return countOperation(meteredStack, look);
}

/** From the request to the end that a tick finds. */
async function countWithdrawal(
  meteredStack: MeteredStack,
  id: string,
  ask: (meteredStack: MeteredStack, id: string) => Promise<void>,
): Promise<OperationCounts> {
  const sending = await countOperation(meteredStack, async () => {
    await ask(meteredStack, id);
    // Whoever is notified reads what waits then: an approval that comes at once would be one that is told of, or not.
    await waitUntilQuiet(meteredStack);
    await approveWithdrawal(meteredStack, bob, id);
    await waitUntilQuiet(meteredStack);
    await releaseWithdrawal(meteredStack, id);
  });
  return addCounts(sending, await countSettling(meteredStack, id));
}

async function releaseWithdrawal(meteredStack: MeteredStack, id: string): Promise<void> {
  const done = meteredStack.invoked('withdrawal-release');
  await approveWithdrawal(meteredStack, carol, id);
  await done;
}

type TickName = Extract<OperationName, `tick-${string}` | 'approval'>;

/** Ticks while something waits for people, and while something is at the exchange. */
async function countBusyTicks(meteredStack: MeteredStack): Promise<Readonly<Record<TickName, OperationCounts>>> {
  // From now on withdrawals stay at the exchange.
  meteredStack.timings.endAfterMs = anHour;
  await requestOverHttp(meteredStack, 'first');
  const approval = await countOperation(meteredStack, () => approveWithdrawal(meteredStack, bob, 'first'));
  const oneWaiting = await countOperation(meteredStack, () => tick(meteredStack));
  await requestOverHttp(meteredStack, 'second');
  await approveWithdrawal(meteredStack, bob, 'second');
  const twoWaiting = await countOperation(meteredStack, () => tick(meteredStack));
  await releaseWithdrawal(meteredStack, 'first');
  const oneOfEach = await countOperation(meteredStack, () => tick(meteredStack));
  await releaseWithdrawal(meteredStack, 'second');
  const twoSent = await countOperation(meteredStack, () => tick(meteredStack));
  return {
    approval,
    'tick-one-waiting': oneWaiting,
    'tick-two-waiting': twoWaiting,
    'tick-one-waiting-one-sent': oneOfEach,
    'tick-two-sent': twoSent,
  };
}
