import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { ExchangeReadingStore } from '../shared/ledger/store/exchange-readings.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { SourceClaims } from '../shared/ledger/store/source-claims.ts';
import type { Report } from '../shared/runtime/report.ts';
import type { TransferDependencies } from './send-transfer.ts';

export interface FundingDependencies extends TransferDependencies {
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly readings: Pick<ExchangeReadingStore, 'get'>;
  readonly claims: SourceClaims;
  readonly bus: Bus;
  readonly exchange: Pick<ExchangeClient, 'read' | 'prepare'>;
  /** Told of what keeps a transfer from its beginning and is written nowhere. */
  readonly report: Report;
}
