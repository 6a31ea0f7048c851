import type { Clock } from '../base/clock.ts';
import type { ExchangeClient } from '../exchange/client/client.ts';
import type { Bus } from '../ledger/outbox/bus.ts';
import type { DepositAddresses } from '../ledger/store/deposit-addresses.ts';
import type { WhitelistStore } from '../ledger/store/whitelist.ts';

/** What the whitelist function works with. */
export interface WhitelistParts {
  readonly whitelist: WhitelistStore;
  readonly known: Pick<DepositAddresses, 'get'>;
  readonly exchange: Pick<ExchangeClient, 'read' | 'submit'>;
  readonly bus: Bus;
  readonly clock: Clock;
  /** The exchange environment's id in the registry. */
  readonly environment: string;
}
