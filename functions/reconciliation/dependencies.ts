import type { Clock } from '../shared/core/clock.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { Queue } from '../shared/ledger/messaging/queue.ts';
import type { AccountBalanceStore } from '../shared/ledger/store/account-balances.ts';
import type { Bans } from '../shared/ledger/store/bans.ts';
import type { ExchangeReadingStore } from '../shared/ledger/store/exchange-readings.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { KnownOrders } from '../shared/ledger/store/known-orders.ts';
import type { MovementScans } from '../shared/ledger/store/movement-scans.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PaymentHistories } from '../shared/ledger/store/payment-histories.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { PolicyWriter } from '../shared/ledger/store/policy-writer.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import type { SearchBackfill } from '../shared/ledger/store/search-backfill.ts';
import type { TickTurns } from '../shared/ledger/store/tick-turns.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';

export interface ReconciliationDependencies {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly policyWriter: Pick<PolicyWriter, 'applyDueLoosening' | 'unannounced' | 'announced'>;
  readonly pauses: PauseStore;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly reservations: Reservations;
  readonly payments: PaymentHistories;
  readonly scans: MovementScans;
  readonly knownOrders: KnownOrders;
  readonly searchBackfill: SearchBackfill;
  readonly readings: ExchangeReadingStore;
  readonly accountBalances: AccountBalanceStore;
  readonly turns: TickTurns;
  readonly bans: Bans;
  readonly bus: Bus;
  readonly sweeps: Queue;
  readonly releases: Queue;
  readonly exchange: Pick<ExchangeClient, 'read' | 'exchangeTime'>;
  readonly clock: Clock;
  /** Tells of an instruction that could not be moved on. The others go on, and the next tick tries again. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

export const by = 'reconciliation';
