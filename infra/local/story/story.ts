import type { RunningStack } from '../aws/stack.ts';
import { issuerKeyFile, type LocalHouse } from '../local-house.ts';
import { ExchangeView } from './exchange-view.ts';
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
  readonly exchange: { readonly transfers: number; readonly withdrawals: number };
}

export type Tell = (line: string) => void;

/** The whole story stays well under two minutes, whatever the exchange does. */
const sweepWaitMs = 20_000;
const endWaitMs = 60_000;

/** Shows what the treasury does with money, as it happens. Throws where something is not as it should be. */
export async function tellStory(house: LocalHouse, tell: Tell, log: Tell): Promise<[Outcome, RunningStack]> {
  const { exchange, reader, treasury } = house;
  const [payee] = exchange.access.whitelist;
  if (payee === undefined) throw new Error('the whitelist has no entry to withdraw to');
  const { coin, chain } = payee;
  const view = new ExchangeView(reader.client, exchange.access);
  tell(`Exchange: ${exchange.isSimulator ? 'the simulator' : 'yours'} at ${exchange.url}`);
  const began = await view.now();
  const quantity = await view.smallestWithdrawal(coin);
  tell(`${coin} before: ${await view.balancesOf(coin)}`);
  const watch = new StatusWatch(({ id, status, reason }) =>
    tell(`  ${id} is ${status}${reason === undefined ? '' : ` (${reason})`}`),
  );
  tell('Synthesizing stage local and starting what it made ...');
  const stack = await house.start(({ function: name, line }) => log(`${name}: ${line}`));
  stack.onEvent((event) => watch.hear(event));
  stack.onNotification(({ message }) => tell(`  alarm: ${message}`));
  tell(
    `${stack.functionNames.length} functions and ${stack.scheduleNames.length} schedules run; HTTP API at ${stack.httpUrl}`,
  );
  const api = await TreasuryApi.open(stack.httpUrl ?? '', treasury, issuerKeyFile);
  const deposit = await api.depositAddress(coin, chain);
  tell(
    `Payers send ${coin} on ${chain} to ${deposit.address}, at least ${deposit.minQuantity} (checked and remembered)`,
  );
  tell('The schedule of the sweep fires:');
  const transferId = await watch.firstTransfer(sweepWaitMs);
  if (transferId === undefined) throw new Error('no sweep came from its schedule');
  await watch.ended([transferId], endWaitMs / 3);
  const [paidId, refusedId] = [idOf('payment', began), idOf('unlisted', began)];
  tell(`An event asks for ${quantity} ${coin} to ${payee.id}, and another for the same to an unlisted destination:`);
  const wish = { coin, chain, quantity, requestedBy: 'alice@example.com' };
  ask(stack, { ...wish, instructionId: paidId, destination: payee.id, note: 'invoice 42' });
  ask(stack, { ...wish, instructionId: refusedId, destination: 'unlisted' });
  if (!(await watch.ended([transferId, paidId, refusedId], endWaitMs)))
    tell('Not all have ended; the next ticks go on.');
  const [transfer, paid, refused] = await Promise.all([transferId, paidId, refusedId].map((id) => api.instruction(id)));
  if (transfer === undefined || paid === undefined || refused === undefined)
    throw new Error('an instruction is not there');
  const counts = await view.countSince(began);
  tell(`${coin} after: ${await view.balancesOf(coin)}`);
  tell(`The exchange's own records: ${counts.transfers} transfer(s), ${counts.withdrawals} withdrawal(s)`);
  return [
    {
      depositAddress: { coin, chain, address: deposit.address },
      ...outcomeOf(transfer, paid, refused),
      exchange: counts,
    },
    stack,
  ];
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
