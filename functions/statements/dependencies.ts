import type { Clock } from '../shared/core/clock.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { RegistryHeads } from '../shared/ledger/passkeys/registry-heads.ts';
import type { StatementStore } from '../shared/ledger/store/statements.ts';
import type { Report } from '../shared/runtime/report.ts';
import type { InstructionMatcher } from './match-instructions.ts';
import type { ProgressStore } from './progress-store.ts';
import type { StatementObjects } from './statement-objects.ts';

export type StatementExchange = Pick<ExchangeClient, 'read' | 'exchangeTime'>;

export interface StatementDependencies {
  /** Paced so that others have the key too: see slow-reader.ts. */
  readonly exchange: StatementExchange;
  readonly objects: StatementObjects;
  readonly store: StatementStore;
  readonly progress: ProgressStore;
  readonly matcher: InstructionMatcher;
  readonly bus: Bus;
  readonly registryHeads: RegistryHeads;
  readonly clock: Clock;
  /** The zone that the exchange's days end in (A34). */
  readonly offset: string;
  readonly report: Report;
}
