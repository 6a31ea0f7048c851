import type { Context } from 'aws-lambda';
import { wire as wireApproval } from '../../../functions/approval/wiring.ts';
import { wire as wireAssetTransfer } from '../../../functions/asset-transfer/wiring.ts';
import { wire as wireDeposits } from '../../../functions/deposits/wiring.ts';
import { wire as wirePasskeys } from '../../../functions/passkeys/wiring.ts';
import { wire as wirePause } from '../../../functions/pause/wiring.ts';
import { wire as wirePolicy } from '../../../functions/policy/wiring.ts';
import { wire as wireReconciliation } from '../../../functions/reconciliation/wiring.ts';
import { assert } from '../../../functions/shared/core/errors.ts';
import type { OpenKeyTrial } from '../../../functions/shared/exchange/key-trial.ts';
import { type HttpEvent, isHttpEvent } from '../../../functions/shared/runtime/http/request.ts';
import { isSqsEvent } from '../../../functions/shared/runtime/sqs.ts';
import { wire as wireWhitelist } from '../../../functions/whitelist/wiring.ts';
import { wire as wireWithdrawalRelease } from '../../../functions/withdrawal-release/wiring.ts';
import { wire as wireWithdrawalRequest } from '../../../functions/withdrawal-request/wiring.ts';
import type { SimulatedPorts } from './ports.ts';
import { RealWork } from './real-work.ts';

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

interface FunctionDefinition {
  /** So many instances run at once. Those that people call have several routes. */
  readonly instancesMax: number;
  /** Opens a warm instance, as the function's own handler.ts does at its start. */
  readonly open: (ports: SimulatedPorts) => Handler;
}

/** Nobody asks for the health of keys here. */
const onTrial: OpenKeyTrial = () => {
  throw new TypeError('no key is on trial in a simulation');
};

/** Nothing else calls these. */
function overHttp(handler: (event: HttpEvent, context: Context) => Promise<unknown>): Handler {
  return (event, context) => {
    assert(isHttpEvent(event), 'people call over HTTP');
    return handler(event, context);
  };
}

/** Every function under test, by its own wiring. */
export const functionDefinitions = {
  'withdrawal-request': { instancesMax: 4, open: (ports) => wireWithdrawalRequest(ports) },
  'withdrawal-release': {
    instancesMax: 2,
    open: ({ exchange, ...ports }) => {
      let fiat: ReturnType<typeof exchange> | undefined;
      const handler = wireWithdrawalRelease({
        ...ports,
        exchange: exchange('withdrawal'),
        onTrial,
        // As functions/shared/runtime/exchange.ts has it: opened by the first payment to a bank.
        fiatExchange: () => {
          fiat ??= exchange('fiat');
          return fiat;
        },
        onFiatTrial: onTrial,
      });
      return (event, context) => {
        assert(isSqsEvent(event), 'releases come from their queue');
        return handler(event, context);
      };
    },
  },
  'asset-transfer': {
    // As the trigger of its record says.
    instancesMax: 4,
    open: ({ exchange, ...ports }) => wireAssetTransfer({ ...ports, exchange: exchange('transfer'), onTrial }),
  },
  reconciliation: {
    instancesMax: 2,
    open: ({ exchange, ...ports }) => wireReconciliation({ ...ports, exchange: exchange('read'), onTrial }),
  },
  deposits: {
    instancesMax: 2,
    open: ({ exchange, ...ports }) => wireDeposits({ ...ports, exchange: exchange('read') }),
  },
  approval: { instancesMax: 4, open: (ports) => overHttp(wireApproval(ports)) },
  pause: { instancesMax: 4, open: (ports) => overHttp(wirePause(ports)) },
  passkeys: {
    instancesMax: 4,
    open: ({ passkeys, ...ports }) => {
      const { settings } = passkeys;
      const work = new RealWork(ports.standStill);
      const [table, headTable] = [work.tableOf(ports.table), work.tableOf(ports.headTable)];
      const handler = wirePasskeys({ ...ports, table, headTable, bus: work.busOf(ports.bus), settings });
      // The library verifies what a device registers outside of this thread.
      return overHttp((event, context) =>
        event.routeKey === 'POST /passkeys' ? work.invocation(() => handler(event, context)) : handler(event, context),
      );
    },
  },
  policy: { instancesMax: 2, open: (ports) => wirePolicy(ports) },
  whitelist: {
    instancesMax: 4,
    // Only in this environment is a cool-off as short as the policy says.
    open: ({ exchange, ...ports }) =>
      wireWhitelist({ ...ports, exchange: exchange('whitelist'), environment: 'local' }),
  },
} as const satisfies Readonly<Record<string, FunctionDefinition>>;

export type FunctionName = keyof typeof functionDefinitions;
