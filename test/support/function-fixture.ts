import { randomUUID } from 'node:crypto';
import { openSentRecords } from '../../functions/shared/ledger/passkeys/sent-records.ts';
import { openWordTaker } from '../../functions/shared/ledger/passkeys/take-word.ts';
import { openAccountBalances } from '../../functions/shared/ledger/store/account-balances.ts';
import { openBans } from '../../functions/shared/ledger/store/bans.ts';
import { openDepositAddresses } from '../../functions/shared/ledger/store/deposit-addresses.ts';
import { openExchangeReadings } from '../../functions/shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../../functions/shared/ledger/store/instruction-store.ts';
import { openKnownOrders } from '../../functions/shared/ledger/store/known-orders.ts';
import { openMovementScans } from '../../functions/shared/ledger/store/movement-scans.ts';
import { openPauses } from '../../functions/shared/ledger/store/pauses.ts';
import { openPaymentHistories } from '../../functions/shared/ledger/store/payment-histories.ts';
import { openPolicyWriter } from '../../functions/shared/ledger/store/policy-writer.ts';
import { openReservations } from '../../functions/shared/ledger/store/reservations.ts';
import { openSearchBackfill } from '../../functions/shared/ledger/store/search-backfill.ts';
import { openSourceClaims } from '../../functions/shared/ledger/store/source-claims.ts';
import { openTickTurns } from '../../functions/shared/ledger/store/tick-turns.ts';
import { openWhitelist } from '../../functions/shared/ledger/store/whitelist.ts';
import { type ManualClock, manualClock, noon } from './clock.ts';
import { type ClientUnderTest, clientAt, sampleSecret } from './exchange-client.ts';
import { custodyAccount, policyWith, tradingAccount } from './instructions.ts';
import { startLedger, type TestLedger } from './ledger.ts';
import { startTestMessaging, type TestMessaging } from './messaging.ts';
import { noPasskeys } from './passkeys.ts';
import { testPolicyStore } from './policy.ts';
import { accountList, accountTypePath, fiatPath, recordList } from './record-list.ts';
import { type ScriptedExchange, startScriptedExchange } from './scripted-exchange.ts';
import { activeEntry } from './whitelist.ts';

/** Tells the fiat key's requests from the others'. */
export const fiatApiKey = 'aFiatKeyOfTheTests';

/**
 * What every function works with: table, bus, queues, exchange. All real but the clock, and the exchange follows a
 * script.
 */
export async function startFunctionFixture() {
  const clock = manualClock();
  const [ledger, messaging, exchange] = await Promise.all([
    startLedger(),
    startTestMessaging(),
    startScriptedExchange(() => clock.now()),
  ]);
  // Hardly any test pays to a bank account.
  exchange.on(fiatPath, recordList());
  exchange.on(accountTypePath, accountList(tradingAccount, custodyAccount));
  const clientUnderTest = clientAt(exchange.url, clock);
  const fiat = clientAt(exchange.url, clock, [{ ...sampleSecret, apiKey: fiatApiKey }]);
  const instructions = openInstructionStore(ledger.table, randomUUID);
  const policies = testPolicyStore(ledger.table, clock);
  const whitelist = openWhitelist(ledger.table);
  const readings = openExchangeReadings(ledger.table);
  const accountBalances = openAccountBalances(ledger.table);
  await putInitialItems(ledger, async () => {
    await policies.put(policyWith());
    await activeEntry(whitelist);
    // Read in a month, as it were: no tick reads them anew, so that tests see only what they are about.
    await readings.note('terms', { readAt: noon + 30 * 86_400_000, value: [] });
    await readings.note('accounts', { readAt: noon + 30 * 86_400_000, value: {} });
    await readings.note('balances', { readAt: noon + 30 * 86_400_000, value: {} });
    for (const accountId of [tradingAccount, custodyAccount]) {
      await accountBalances.note(accountId, noon + 30 * 86_400_000, { coins: {}, unreadable: [] });
    }
  });
  const reports: string[] = [];
  return {
    clock,
    ledger,
    outbox: messaging,
    script: exchange,
    reports,
    parts: {
      clock,
      instructions,
      policies,
      policyWriter: openPolicyWriter(ledger.table, clock),
      pauses: openPauses(ledger.table),
      whitelist,
      reservations: openReservations(ledger.table),
      scans: openMovementScans(ledger.table),
      knownOrders: openKnownOrders(ledger.table),
      payments: openPaymentHistories(ledger.table),
      searchBackfill: openSearchBackfill(ledger.table),
      readings,
      accountBalances,
      turns: openTickTurns(ledger.table),
      bans: openBans(ledger.table, 'read'),
      claims: openSourceClaims(ledger.table, instructions),
      known: openDepositAddresses(ledger.table),
      words: openWordTaker({
        table: ledger.table,
        bus: messaging.bus,
        heads: noPasskeys.heads,
        settings: noPasskeys.settings,
      }),
      devices: undefined,
      sends: openSentRecords(ledger.table, randomUUID),
      bus: messaging.bus,
      releases: messaging.queue,
      sweeps: messaging.queue,
      exchange: clientUnderTest.client,
      fiatExchange: () => fiat.client,
      remainingMs: () => 60_000,
      report: (what: string) => {
        reports.push(what);
      },
    },
    close: () => closeAll(ledger, messaging, exchange, [clientUnderTest, fiat]),
  };
}

export type FunctionFixture = Awaited<ReturnType<typeof startFunctionFixture>> & { readonly clock: ManualClock };

let storedInitialItems: readonly Record<string, unknown>[] | undefined;

/**
 * The stores write what every house begins with once a file; from then on it is put as they wrote it. It takes them a
 * dozen calls.
 */
async function putInitialItems({ table, dump }: TestLedger, write: () => Promise<void>): Promise<void> {
  if (storedInitialItems === undefined) {
    await write();
    storedInitialItems = await dump();
    return;
  }
  for (const item of storedInitialItems) await table.put(item);
}

async function closeAll(
  ledger: TestLedger,
  messaging: TestMessaging,
  exchange: ScriptedExchange,
  clients: readonly ClientUnderTest[],
) {
  await Promise.all(clients.map(({ transport }) => transport.close()));
  await Promise.all([ledger.close(), messaging.close(), exchange.close()]);
}
