import type { Clock } from '../base/clock.ts';
import type { ExchangeClient } from '../exchange/client/client.ts';
import type { Bus } from '../ledger/outbox/bus.ts';
import type { Queue } from '../ledger/outbox/queue.ts';
import type { Bans } from '../ledger/store/bans.ts';
import type { InstructionStore } from '../ledger/store/instruction-store.ts';
import type { MovementScans } from '../ledger/store/movement-scans.ts';
import type { PauseStore } from '../ledger/store/pauses.ts';
import type { PolicyKeeper } from '../ledger/store/policy-keeper.ts';
import type { PolicyStore } from '../ledger/store/policy-store.ts';
import type { Reservations } from '../ledger/store/reservations.ts';
import type { WhitelistStore } from '../ledger/store/whitelist.ts';

export interface ReconciliationParts {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly policyKeeper: Pick<PolicyKeeper, 'actOnDue' | 'unannounced' | 'announced'>;
  readonly pauses: PauseStore;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly reservations: Reservations;
  readonly scans: MovementScans;
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
