import { iso, type Millis } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import { signingDevice } from '../../passkeys/signing-device.ts';
import { fundingIdOf } from '../funding/funding-id.ts';
import { type CodeView, codeView } from './code-meaning.ts';
import type { NearMatch, ResolutionProposal } from './doubt.ts';
import type { Approval, Attempt, HistoryEntry, Instruction } from './instruction.ts';
import type { instructionViewSchema } from './view-schema.ts';

export type InstructionView = ResponseType<typeof instructionViewSchema>;

/** An instruction as JSON for people and programs. The task token is not part of it. */
export function instructionView(instruction: Instruction): InstructionView {
  const { content, digest, approvals, attempts, history, version, createdAt, updatedAt } = instruction;
  const { instructionId, ...rest } = content;
  return {
    id: instructionId,
    ...rest,
    ...('fundFrom' in content ? { fundedBy: fundingIdOf(instructionId) } : {}),
    ...stateView(instruction),
    digest,
    approvals: approvals.map(approvalView),
    attempts: attempts.map(attemptView),
    history: history.map(historyEntryView),
    version,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}

type StateView = Pick<
  InstructionView,
  | 'status'
  | 'reason'
  | 'heldReason'
  | 'notBefore'
  | 'absentSince'
  | 'nearMatches'
  | 'exchangeOrderId'
  | 'proposal'
  | 'txId'
  | 'fee'
  | 'feeCoin'
>;

/** Where it stands. Only its times are shown in another way than they are kept. */
function stateView({ state }: Instruction): StateView {
  switch (state.status) {
    case 'approved': {
      const { notBefore, ...rest } = state;
      return { ...rest, ...(notBefore === undefined ? {} : { notBefore: iso(notBefore) }) };
    }
    case 'unknown': {
      const { absentSince, ...rest } = state;
      return { ...rest, ...(absentSince === undefined ? {} : { absentSince: iso(absentSince) }) };
    }
    case 'needs-attention': {
      const { nearMatches, proposal, ...rest } = state;
      const decided = proposal === undefined ? {} : { proposal: proposalView(proposal) };
      return { ...rest, nearMatches: nearMatches.map(nearMatchView), ...decided };
    }
    default:
      return state;
  }
}

function approvalView({ word, ...approval }: Approval) {
  return { ...timed(approval), ...signingDevice(word) };
}

function timed<Stamped extends { readonly at: Millis }>({ at, ...rest }: Stamped) {
  return { ...rest, at: iso(at) };
}

function nearMatchView({ time, ...rest }: NearMatch) {
  return { ...rest, time: iso(time) };
}

function proposalView({ at, agreedBefore, ...rest }: ResolutionProposal) {
  return { ...rest, at: iso(at), ...(agreedBefore === undefined ? {} : { agreedBefore: agreedBefore.map(timed) }) };
}

function attemptView({ timestamp, takenAt, exchangeCode, ...rest }: Attempt) {
  return {
    ...rest,
    timestamp: iso(timestamp),
    ...(takenAt === undefined ? {} : { takenAt: iso(takenAt) }),
    ...codeOf(exchangeCode),
  };
}

function historyEntryView({ at, exchangeCode, word, ...rest }: HistoryEntry) {
  return { ...rest, at: iso(at), ...codeOf(exchangeCode, rest.reason), ...signingDevice(word) };
}

function codeOf(code: string | undefined, reason?: HistoryEntry['reason']): Partial<CodeView> {
  return code === undefined ? {} : codeView(code, reason);
}
