import type { SendResponse } from '../../../functions/policy/custom-resource.ts';
import type { ExchangeClient } from '../../../functions/shared/exchange/client/client.ts';
import type { Queue } from '../../../functions/shared/ledger/messaging/queue.ts';
import type { Ports } from '../../../functions/shared/runtime/ports.ts';
import type { FunctionKey } from './keys.ts';

/** What an instance uses: ports to everything outside. */
export interface SimulatedPorts extends Ports {
  readonly sweeps: Queue;
  readonly releases: Queue;
  readonly exchange: (key: FunctionKey) => ExchangeClient;
  readonly sendResponse: SendResponse;
}
