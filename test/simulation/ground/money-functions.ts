import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { parseReleaseMessage } from '../../../functions/shared/ledger/messaging/release-message.ts';
import { parseSweepRun } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import { openBans } from '../../../functions/shared/ledger/store/bans.ts';
import { openKnownOrders } from '../../../functions/shared/ledger/store/known-orders.ts';
import { openMovementScans } from '../../../functions/shared/ledger/store/movement-scans.ts';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { openReservations } from '../../../functions/shared/ledger/store/reservations.ts';
import { openSourceClaims } from '../../../functions/shared/ledger/store/source-claims.ts';
import { claimTick } from '../../../functions/shared/ledger/store/tick-starts.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { requestWithdrawal } from '../../../functions/withdrawal-request/request-withdrawal.ts';
import { parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import { commonDependencies, type FunctionDefinition } from '../fakes/ports.ts';

/** Deliveries in which a balance that cannot be read is tried again (functions/asset-transfer/handler.ts). */
const balanceTries = 3;

/** Those that move money, and the tick. */
export const moneyFunctions = {
  'withdrawal-request': {
    limitMs: 15_000,
    open: (ground) => {
      const parts = commonDependencies(ground);
      return ({ body }) => requestWithdrawal(parts, parseRequestEvent(body));
    },
  },
  'withdrawal-release': {
    limitMs: 60_000,
    open: (ground) => {
      const reservations = openReservations(ground.table);
      let fiat: ReturnType<typeof ground.exchange> | undefined;
      const parts = {
        ...commonDependencies(ground),
        reservations,
        exchange: ground.exchange('withdrawal'),
        // As functions/shared/runtime/exchange.ts has it: opened by the first payment to a bank.
        fiatExchange: () => {
          fiat ??= ground.exchange('fiat');
          return fiat;
        },
      };
      return ({ body, remainingMs }) => releaseWithdrawal({ ...parts, remainingMs }, parseReleaseMessage(body));
    },
  },
  'asset-transfer': {
    limitMs: 60_000,
    open: (ground) => {
      const common = commonDependencies(ground);
      const claims = openSourceClaims(ground.table, common.instructions);
      const parts = { ...common, claims, exchange: ground.exchange('transfer') };
      return ({ body, receives, remainingMs }) =>
        runSweep({ ...parts, remainingMs }, parseSweepRun(body), receives >= balanceTries);
    },
  },
  reconciliation: {
    limitMs: 50_000,
    open: (ground) => {
      const { sweeps, releases, report, table, clock } = ground;
      const own = {
        policyWriter: openPolicyWriter(table, clock),
        reservations: openReservations(table),
        scans: openMovementScans(table),
        knownOrders: openKnownOrders(table),
        bans: openBans(table, 'read'),
      };
      const parts = {
        ...commonDependencies(ground),
        ...own,
        sweeps,
        releases,
        report,
        exchange: ground.exchange('read'),
      };
      // An event asks for it: see handler.ts. The schedule comes without a body.
      return async ({ body }) => {
        if (body !== undefined && !(await claimTick(table, parts.clock.now()))) return undefined;
        return tick(parts);
      };
    },
  },
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
