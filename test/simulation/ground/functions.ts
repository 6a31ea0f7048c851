import { parseApprovalRequest } from '../../../functions/approval/approval-request.ts';
import { approve } from '../../../functions/approval/approve.ts';
import { parseResolutionRequest } from '../../../functions/approval/resolution-request.ts';
import { resolveDoubt } from '../../../functions/approval/resolve-doubt.ts';
import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import type { Clock } from '../../../functions/base/clock.ts';
import { instructionId } from '../../../functions/base/ids.ts';
import type { ExchangeClient } from '../../../functions/exchange/client/client.ts';
import type { Bus } from '../../../functions/ledger/outbox/bus.ts';
import type { Queue } from '../../../functions/ledger/outbox/queue.ts';
import { parseReleaseMessage } from '../../../functions/ledger/outbox/release-message.ts';
import { parseSweepRun } from '../../../functions/ledger/outbox/sweep-message.ts';
import { openBans } from '../../../functions/ledger/store/bans.ts';
import { openInstructionStore } from '../../../functions/ledger/store/instruction-store.ts';
import { openMovementScans } from '../../../functions/ledger/store/movement-scans.ts';
import { openPauses } from '../../../functions/ledger/store/pauses.ts';
import { openPolicyKeeper } from '../../../functions/ledger/store/policy-keeper.ts';
import { openPolicyStore } from '../../../functions/ledger/store/policy-store.ts';
import { openReservations } from '../../../functions/ledger/store/reservations.ts';
import { openSourceClaims } from '../../../functions/ledger/store/source-claims.ts';
import type { Table } from '../../../functions/ledger/store/table.ts';
import { claimTick } from '../../../functions/ledger/store/tick-starts.ts';
import { openWhitelist } from '../../../functions/ledger/store/whitelist.ts';
import { revoke } from '../../../functions/ledger/whitelist/steps.ts';
import { parsePauseRequest, parseResumeRequest } from '../../../functions/pause/pause-request.ts';
import { pause, resume } from '../../../functions/pause/switch.ts';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { requireRole } from '../../../functions/runtime/http/identity.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal/release/release-withdrawal.ts';
import { requestWithdrawal } from '../../../functions/withdrawal/request/request-withdrawal.ts';
import { parseRequestEvent } from '../../../functions/withdrawal/request/withdrawal-request.ts';
import type { FunctionKey } from './keys.ts';

/** What an instance stands on: ports to everything outside. */
export interface Ground {
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
export interface Input {
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

export type Handler = (input: Input) => Promise<unknown>;

export interface FunctionKind {
  /** Seconds that infra/stacks/parts.ts gives it, in milliseconds. */
  readonly limitMs: number;
  /** Opens a warm instance, as the function's own handler.ts does at its start. */
  readonly open: (ground: Ground) => Handler;
}

/** Deliveries in which a balance that cannot be read is tried again (functions/asset-transfer/handler.ts). */
const balanceTries = 3;

/** The parts that every function has. */
function commonParts({ table, newWriteId, bus, clock }: Ground) {
  return {
    instructions: openInstructionStore(table, newWriteId),
    policies: openPolicyStore(table, clock),
    pauses: openPauses(table),
    whitelist: openWhitelist(table),
    bus,
    clock,
  };
}

/** Every function under test: its time and its wiring, here and nowhere else. */
export const functionKinds = {
  'withdrawal-request': {
    limitMs: 15_000,
    open: (ground) => {
      const parts = commonParts(ground);
      return ({ body }) => requestWithdrawal(parts, parseRequestEvent(body));
    },
  },
  'withdrawal-release': {
    limitMs: 60_000,
    open: (ground) => {
      const reservations = openReservations(ground.table);
      const parts = { ...commonParts(ground), reservations, exchange: ground.exchange('withdrawal') };
      return ({ body, remainingMs }) => releaseWithdrawal({ ...parts, remainingMs }, parseReleaseMessage(body));
    },
  },
  'asset-transfer': {
    limitMs: 60_000,
    open: (ground) => {
      const common = commonParts(ground);
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
        policyKeeper: openPolicyKeeper(table, clock),
        reservations: openReservations(table),
        scans: openMovementScans(table),
        bans: openBans(table, 'read'),
      };
      const parts = { ...commonParts(ground), ...own, sweeps, releases, report, exchange: ground.exchange('read') };
      // An event asks for it: see handler.ts. The schedule comes without a body.
      return async ({ body }) => {
        if (body !== undefined && !(await claimTick(table, parts.clock.now()))) return undefined;
        return tick(parts);
      };
    },
  },
  pause: {
    limitMs: 20_000,
    open: ({ table, clock, bus, report }) => {
      const parts = { pauses: openPauses(table), clock, bus, report };
      return ({ by, body }) => {
        const { scope, reason } = parsePauseRequest(body);
        return pause(parts, by, scope, reason);
      };
    },
  },
  resume: {
    limitMs: 20_000,
    open: ({ table, clock, bus, report }) => {
      const parts = { pauses: openPauses(table), clock, bus, report };
      return ({ by, of }) => resume(parts, by, parseResumeRequest({ scope: of }, ''));
    },
  },
  approval: {
    limitMs: 10_000,
    open: (ground) => {
      const { releases } = ground;
      const { policies, ...common } = commonParts(ground);
      // As functions/approval/handler.ts has it.
      return async ({ by: person, groups: all, of, body }) => {
        const policy = await policies.get();
        requireRole({ user: person, groups: all }, policy.roles, ['approver'], 'approve or decline');
        const groups = all.filter((group) => policy.roles.approver.includes(group));
        const word = parseApprovalRequest(body);
        return approve({ ...common, releases }, instructionId(of), { person, groups, policy }, word);
      };
    },
  },
  revocation: {
    limitMs: 10_000,
    open: ({ table, clock }) => {
      const whitelist = openWhitelist(table);
      return ({ by, of }) => whitelist.change(of, (now) => revoke(now, { by, at: clock.now() }));
    },
  },
  resolution: {
    limitMs: 10_000,
    open: (ground) => {
      const parts = { ...commonParts(ground), reservations: openReservations(ground.table) };
      return ({ by, of, body }) => resolveDoubt(parts, instructionId(of), by, parseResolutionRequest(body));
    },
  },
} as const satisfies Readonly<Record<string, FunctionKind>>;

export type FunctionName = keyof typeof functionKinds;
