import type { Millis } from '../shared/core/clock.ts';
import { isSamePerson } from '../shared/core/ids.ts';
import type { IdentityEpoch } from '../shared/core/person.ts';
import type { Stamp } from '../shared/ledger/instruction/apply-transition.ts';
import { awaitApproval } from '../shared/ledger/instruction/approval-transitions.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { createInstruction, reject } from '../shared/ledger/instruction/transitions.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';
import { type Refusal, type RefusalRules, refusalsOf } from './refusals.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

/** What a request is decided by. */
export interface RequestRules extends RefusalRules {
  /** By what who asks is named. Not there where that is not certain: then nobody could be told from them. */
  readonly epoch: IdentityEpoch | undefined;
}

export interface DecidedRequest {
  /** Everything that speaks against it. Empty where it waits for people. */
  readonly refusals: readonly Refusal[];
  /** Its content with its resolved destination, and where it stands: it waits for people, or was rejected. */
  readonly instruction: Instruction;
}

/**
 * What a request becomes. What is authorized waits for people, whoever asks: on the bus, who asks is only a claim.
 */
export function decideRequest(
  request: WithdrawalRequest,
  rules: RequestRules,
  at: Millis,
  taskTokenAt?: Millis,
): DecidedRequest {
  const { taskToken, ...asked } = request;
  const { epoch, entry } = rules;
  const stamp: Stamp = { at, by: request.requestedBy, ...(epoch === undefined ? {} : { identity: epoch }) };
  const write = (content: OutgoingContent) => createInstruction(content, stamp, taskToken, taskTokenAt);
  const refusals = refusalsOf(request, rules);
  // What the exchange does not let out just now it may let out when it is to leave: then it is held, not rejected.
  const lasting = refusals.find(({ code }) => code !== 'closed-at-exchange');
  const reason = epoch === undefined ? 'identity-changed' : lasting?.code;
  if (reason !== undefined || entry === undefined) {
    return { refusals, instruction: reject(write(asked), reason ?? 'destination-not-whitelisted', stamp) };
  }
  return { refusals, instruction: awaitApproval(write({ ...asked, ...resolveTarget(entry.target) }), stamp) };
}

/**
 * Whether an instruction is what this request asked for. Its address may have been resolved from an older whitelist.
 */
export function matchesRequest(instruction: Instruction, request: WithdrawalRequest): boolean {
  const { content } = instruction;
  return (
    content.kind === request.kind &&
    content.destination === request.destination &&
    content.coin === request.coin &&
    chainOf(content) === chainOf(request) &&
    content.quantity === request.quantity &&
    isSamePerson(content.requestedBy, request.requestedBy) &&
    content.note === request.note &&
    fundFromOf(content) === fundFromOf(request)
  );
}

/** A payment to a bank account is never funded. */
function fundFromOf(asked: { readonly kind: string; readonly fundFrom?: string }): string | undefined {
  return asked.fundFrom;
}

/** A payment to a bank account has none. */
function chainOf(asked: { readonly kind: string; readonly chain?: string }): string | undefined {
  return asked.chain;
}
