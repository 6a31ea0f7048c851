import type { SendResponse } from '../../../functions/policy/custom-resource.ts';
import type { ExchangeClient } from '../../../functions/shared/exchange/client/client.ts';
import type { Queue } from '../../../functions/shared/ledger/messaging/queue.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';
import type { PasskeyPorts } from '../../../functions/shared/runtime/passkeys.ts';
import type { Ports } from '../../../functions/shared/runtime/ports.ts';
import type { FunctionKey } from './keys.ts';

/** What an instance uses: ports to everything outside. */
export interface SimulatedPorts extends Ports {
  readonly sweeps: Queue;
  readonly releases: Queue;
  readonly exchange: (key: FunctionKey) => ExchangeClient;
  readonly sendResponse: SendResponse;
  /** The table of device heads, as the one function that writes it has it. */
  readonly headTable: Table;
  readonly passkeys: PasskeyPorts;
  readonly newNonce: () => string;
  /** Virtual time stands still until this is settled. */
  readonly standStill: (real: Promise<unknown>) => void;
}
