import type { Clock } from '../../../functions/shared/core/clock.ts';
import type { ExchangeClient } from '../../../functions/shared/exchange/client/client.ts';
import type { ResolvedEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import type { ExchangeAccess } from '../../command-line/keys-file.ts';

/** What a run works with. Each key has its own client, as each function has its own key. */
export interface ExchangeCheckDependencies {
  readonly environment: ResolvedEnvironment;
  readonly access: Pick<ExchangeAccess, 'accounts' | 'whitelist'>;
  /** With the read key, as reconciliation reads records. */
  readonly records: Pick<ExchangeClient, 'read' | 'exchangeTime'>;
  /** With the transfer key, as a sweep reads balances and sends. */
  readonly transfers: Pick<ExchangeClient, 'read' | 'exchangeTime' | 'prepare'>;
  /** With the withdrawal key, as a withdrawal is sent. */
  readonly withdrawals: Pick<ExchangeClient, 'prepare'>;
  readonly clock: Clock;
  /** Says what is being done. */
  readonly report: (line: string) => void;
}
