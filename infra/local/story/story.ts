import type { RunningStack } from '../aws/stack.ts';
import { issuerKeyFile, type LocalHouse } from '../local-house.ts';
import { StatusWatch } from './status-watch.ts';
import { type ShownInstruction, TreasuryApi } from './treasury-api.ts';

/** What came of it, as `--json` prints it. */
export interface Outcome {
  readonly depositAddress: { readonly coin: string; readonly chain: string; readonly address: string };
  readonly assetTransfer: Record<'instructionId' | 'status' | 'quantity' | 'exchangeOrderId', string | undefined>;
  readonly withdrawal: Record<
    'instructionId' | 'status' | 'quantity' | 'destination' | 'exchangeOrderId',
    string | undefined
  >;
  readonly refused: readonly { instructionId: string; status: string; reason: string | undefined }[];
  /** Null where the exchange does not show its records. */
  readonly exchange: { readonly transfers: number | null; readonly withdrawals: number | null };
}

export type Tell = (line: string) => void;

/** The whole story stays well under two minutes, whatever the exchange does. */
const storyMs = 90_000;
const sweepMs = 25_000;

/** Shows what the treasury does with money, as it happens. Throws where something is not as it should be. */
export async function tellStory(house: LocalHouse, tell: Tell, log: Tell): Promise<[Outcome, RunningStack]> {
  const { exchange, view, payee } = house;
  const { coin, chain } = payee;
  const deadline = Date.now() + storyMs;
  const began = await view.now();
  tell(`Exchange: ${exchange.isSimulator ? 'the simulator' : 'yours'} at ${exchange.url}`);
  tell(`${coin} before: ${await view.balancesOf(coin)}`);
  const quantity = await view.smallestWithdrawal(coin);
  const { stack, api, watch } = await start(house, tell, log);
  const deposit = await api.depositAddress(coin, chain);
  tell(`Payers send ${coin} on ${chain} to ${deposit.address}, at least ${deposit.minQuantity} (checked, remembered)`);
  tell('The schedule of the sweep fires:');
  const transferId = await watch.firstTransfer(sweepMs);
  if (transferId === undefined) throw new Error('no sweep came from its schedule');
  await watch.ended([transferId], sweepMs);
  const paidId = idOf('payment', began);
  const refusedId = idOf('unlisted', began);
  tell(`Events ask for ${quantity} ${coin} to ${payee.id}, and for the same to a destination that is not listed:`);
  const wish = { coin, chain, quantity, requestedBy: 'alice@example.com', note: 'invoice 42' };
  ask(stack, { ...wish, instructionId: paidId, destination: payee.id });
  ask(stack, { ...wish, instructionId: refusedId, destination: 'not-listed' });
  const haveEnded = await watch.ended([transferId, paidId, refusedId], deadline - Date.now());
  if (!haveEnded) tell('Not all have come to their end; the next ticks go on with them.');
  const outcome = outcomeOf(
    await api.instruction(transferId),
    await api.instruction(paidId),
    await api.instruction(refusedId),
  );
  const counts = await view.countSince(began, tell);
  tell(`${coin} after: ${(await view.balancesAtTheEnd(coin, tell)) ?? 'not shown'}`);
  const shown = (count: number | null) => count ?? 'not shown';
  tell(
    `The exchange's own records since the start: transfers ${shown(counts.transfers)}, withdrawals ${shown(counts.withdrawals)}`,
  );
  return [{ depositAddress: { coin, chain, address: deposit.address }, ...outcome, exchange: counts }, stack];
}

async function start(house: LocalHouse, tell: Tell, log: Tell) {
  tell('Synthesizing stage local, and starting what it made ...');
  const watch = new StatusWatch(({ id, status, reason }) =>
    tell(`  ${id} is ${status}${reason === undefined ? '' : ` (${reason})`}`),
  );
  const stack = await house.start(({ function: name, line }) => log(`${name}: ${line}`));
  stack.onEvent((event) => watch.hear(event));
  stack.onNotification(({ message }) => tell(`  alarm: ${message}`));
  const { functionNames, scheduleNames, httpUrl = '' } = stack;
  tell(`${functionNames.length} functions and ${scheduleNames.length} schedules run; HTTP API at ${httpUrl}`);
  return { stack, watch, api: await TreasuryApi.open(httpUrl, house.treasury, issuerKeyFile) };
}

function outcomeOf(transfer: ShownInstruction, paid: ShownInstruction, refused: ShownInstruction) {
  const shown = ({ id, status, quantity, exchangeOrderId }: ShownInstruction) => ({
    instructionId: id,
    status,
    quantity,
    exchangeOrderId,
  });
  return {
    assetTransfer: shown(transfer),
    withdrawal: { ...shown(paid), destination: paid.destination },
    refused: [{ instructionId: refused.id, status: refused.status, reason: refused.reason }],
  };
}

/** Another run of the story asks for other instructions. */
function idOf(what: string, began: number): string {
  return `${what}-${new Date(began).toISOString().replaceAll(/[-:.]/g, '')}`;
}

function ask(stack: RunningStack, detail: Record<string, string>): void {
  const { EventBusName } = stack.outputs;
  if (EventBusName === undefined) throw new Error('the stack has no bus');
  const entry = {
    EventBusName,
    Source: 'com.example.erp',
    DetailType: 'WithdrawalRequested',
    Detail: JSON.stringify(detail),
  };
  const { FailedEntryCount } = stack.putEvents([entry]);
  if (FailedEntryCount !== 0) throw new Error('the bus did not take the request');
}
