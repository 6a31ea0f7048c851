import type { Clock } from '../../../functions/shared/core/clock.ts';
import type { ExchangeClient } from '../../../functions/shared/exchange/client/client.ts';
import type { Bus } from '../../../functions/shared/ledger/messaging/bus.ts';
import type { Queue } from '../../../functions/shared/ledger/messaging/queue.ts';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import { openPauses } from '../../../functions/shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../../../functions/shared/ledger/store/policy-store.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import type { FunctionKey } from './keys.ts';

/** What an instance uses: ports to everything outside. */
export interface Ports {
  readonly table: Table;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly sweeps: Queue;
  readonly releases: Queue;
  readonly exchange: (key: FunctionKey) => ExchangeClient;
  readonly newWriteId: () => string;
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** One invocation's input. */
export interface InvocationInput {
  readonly body: unknown;
  /** How often the queue has given it, where it comes from one. */
  readonly receives: number;
  readonly by: string;
  /** Of the person, as the token has them. */
  readonly groups: readonly string[];
  /** The instruction, the whitelist's entry or the scope that a route names. */
  readonly of: string;
  readonly remainingMs: () => number;
}

export type Handler = (input: InvocationInput) => Promise<unknown>;

export interface FunctionDefinition {
  /** Seconds that infra/stacks/dependencies.ts gives it, in milliseconds. */
  readonly limitMs: number;
  /** Opens a warm instance, as the function's own handler.ts does at its start. */
  readonly open: (ground: Ports) => Handler;
}

/** The parts that every function has. */
export function commonDependencies({ table, newWriteId, bus, clock }: Ports) {
  return {
    instructions: openInstructionStore(table, newWriteId),
    policies: openPolicyStore(table, clock),
    pauses: openPauses(table),
    whitelist: openWhitelist(table),
    bus,
    clock,
  };
}
