import type { Clock } from '../shared/core/clock.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import type { DepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';

/** What the whitelist function works with. */
export interface WhitelistDependencies {
  readonly whitelist: WhitelistStore;
  readonly known: Pick<DepositAddresses, 'get'>;
  readonly exchange: Pick<ExchangeClient, 'read' | 'submit'>;
  readonly words: WordTaker;
  readonly bus: Bus;
  readonly clock: Clock;
  /** The exchange environment's id in the registry. */
  readonly environment: string;
}
