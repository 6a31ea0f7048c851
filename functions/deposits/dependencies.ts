import type { Clock } from '../shared/core/clock.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { Queue } from '../shared/ledger/messaging/queue.ts';
import type { DepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { SourceClaims } from '../shared/ledger/store/source-claims.ts';
import type { Report } from '../shared/runtime/report.ts';
import type { DepositStore } from './deposit-store.ts';
import type { ScanStore } from './scan-store.ts';

export interface DepositDependencies {
  readonly deposits: DepositStore;
  readonly scans: ScanStore;
  readonly policies: PolicyStore;
  readonly known: Pick<DepositAddresses, 'get'>;
  readonly instructions: Pick<InstructionStore, 'get'>;
  readonly claims: Pick<SourceClaims, 'holder'>;
  readonly exchange: Pick<ExchangeClient, 'read' | 'exchangeTime'>;
  readonly bus: Bus;
  readonly sweeps: Queue;
  readonly clock: Clock;
  /** Tells of what could not be done. The rest goes on, and the next look tries again. */
  readonly report: Report;
}
