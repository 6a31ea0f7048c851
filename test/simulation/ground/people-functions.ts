import { parseApprovalRequest } from '../../../functions/approval/approval-request.ts';
import { cancelInstruction } from '../../../functions/approval/cancel-instruction.ts';
import { recordApproverDecision } from '../../../functions/approval/record-approver-decision.ts';
import { parseResolutionRequest } from '../../../functions/approval/resolution-request.ts';
import { resolveDoubt } from '../../../functions/approval/resolve-doubt.ts';
import { pause, resume } from '../../../functions/pause/change-pause.ts';
import { parsePauseRequest, parseResumeRequest } from '../../../functions/pause/pause-request.ts';
import { proposePolicy } from '../../../functions/policy/propose-policy.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { openPauses } from '../../../functions/shared/ledger/store/pauses.ts';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { openReservations } from '../../../functions/shared/ledger/store/reservations.ts';
import { requireRole } from '../../../functions/shared/runtime/http/identity.ts';
import { commonDependencies, type FunctionDefinition } from '../fakes/ports.ts';

/** Those by which people decide. Who may call what is checked here as their handlers do. */
export const peopleFunctions = {
  approval: {
    limitMs: 20_000,
    open: (ground) => {
      const { policies, ...common } = commonDependencies(ground);
      const parts = { ...common, reservations: openReservations(ground.table), releases: ground.releases };
      return async ({ by: person, groups: all, of, body }) => {
        const policy = await policies.get();
        requireRole({ user: person, groups: all }, policy.roles, ['approver'], 'approve or decline');
        const groups = all.filter((group) => policy.roles.approver.includes(group));
        return recordApproverDecision(parts, instructionId(of), { person, groups, policy }, parseApprovalRequest(body));
      };
    },
  },
  cancel: {
    limitMs: 20_000,
    open: (ground) => {
      const parts = { ...commonDependencies(ground), reservations: openReservations(ground.table) };
      return async ({ by: user, groups, of }) => {
        requireRole({ user, groups }, (await parts.policies.get()).roles, ['requester'], 'cancel what you asked for');
        return cancelInstruction(parts, instructionId(of), user);
      };
    },
  },
  resolution: {
    limitMs: 20_000,
    open: (ground) => {
      const parts = { ...commonDependencies(ground), reservations: openReservations(ground.table) };
      return ({ by, of, body }) => resolveDoubt(parts, instructionId(of), by, parseResolutionRequest(body));
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
  /** What a deployment calls. */
  policy: {
    limitMs: 30_000,
    open: ({ table, clock, bus, report }) => {
      const parts = { policies: openPolicyWriter(table, clock), bus, report };
      return ({ body }) => proposePolicy(parts, parsePolicy(body));
    },
  },
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
