import { isDeepStrictEqual } from 'node:util';
import { canonicalDigest } from '../../core/canonical-digest.ts';
import { firstBrokenLink } from '../../core/history-chain.ts';
import { comparePeople, type PersonStamp } from '../../core/person.ts';
import { allowedTransitions, isTerminal } from './allowed-transitions.ts';
import { digestOf } from './content.ts';
import type { Approval, Attempt, HistoryEntry, Instruction, InstructionStatus } from './instruction.ts';
import { requesterOf } from './requester.ts';

/** What is wrong with an instruction as it was read. */
export interface Incoherence {
  /** The version of the history entry that is wrong, where it is one. */
  readonly version?: number;
  readonly problem: string;
}

/**
 * What an instruction says that its own history does not. The history is a chain that nobody can change unseen, so it
 * decides: a state, an approval, a proposal or an attempt that it does not tell of was not made by any step of ours.
 * Nothing is decided on such an instruction.
 */
export function incoherenceOf(instruction: Instruction): Incoherence | undefined {
  const { content, digest, version, history } = instruction;
  if (digestOf(content) !== digest) return { problem: 'the content is not the one that its digest was made from' };
  const broken = firstBrokenLink(instruction);
  if (broken !== undefined) return { version: broken, problem: 'this entry does not follow from the one before it' };
  const impossible = history.findIndex((entry, index) => !isPossible(entry, history[index - 1]));
  if (impossible !== -1) return { version: impossible + 1, problem: 'this step cannot follow the one before it' };
  const problem =
    stateFlaw(instruction) ?? timesFlaw(instruction) ?? approvalsFlaw(instruction) ?? attemptsFlaw(instruction);
  return problem === undefined ? undefined : { version, problem };
}

function isPossible({ from, to }: HistoryEntry, before: HistoryEntry | undefined): boolean {
  return from === (before?.to ?? 'new') && allowedTransitions[from].includes(to);
}

function stateFlaw({
  state,
  history,
  publishedVersion,
  searchableVersion = 0,
  version,
}: Instruction): string | undefined {
  const last = history.at(-1);
  if (last?.to !== state.status) return 'the status is not the one that the history ends with';
  if (version !== history.length) return 'the version is not the one that the history ends with';
  if (publishedVersion > version) return 'more is told of it than has happened';
  if (searchableVersion > version) return 'more of it is in the search index than has happened';
  const isEnd = isTerminal(state.status) && 'reason' in state;
  if (isEnd && last.reason !== state.reason) return 'the reason is not the one that the history ends with';
  if (state.status !== 'needs-attention' || state.proposal === undefined) return undefined;
  const { proposal } = state;
  const proposals = history.filter(({ reason }) => reason === 'resolution-proposed');
  const isTold = proposals.at(-1) === last && isBySame(last, proposal) && last.evidence === proposal.evidence;
  const areTold = (proposal.agreedBefore ?? []).every((each) => proposals.some((entry) => isBySame(entry, each)));
  return isTold && areTold ? undefined : 'its proposal is not one that the history tells of';
}

function timesFlaw({ createdAt, updatedAt, history }: Instruction): string | undefined {
  const isTold = createdAt === history[0]?.at && updatedAt === history.at(-1)?.at;
  return isTold ? undefined : 'its times are not those that the history tells of';
}

/** One for each entry that tells of one, by the same person at the same time, of this content, with the same word. */
function approvalsFlaw(instruction: Instruction): string | undefined {
  const { approvals, history, digest } = instruction;
  const given = history.filter(({ reason }) => reason === 'approval-given');
  const isTold =
    approvals.length === given.length && approvals.every((each, index) => isSameApproval(each, given[index]));
  if (!isTold) return 'its approvals are not those that the history tells of';
  const requester = requesterOf(instruction);
  // A signature may be given later by who approved without one, or by a device that counts no more.
  const isRepeated = (approval: Approval, index: number) =>
    approval.word === undefined && approvals.slice(0, index).some((each) => isOfSamePerson(each, approval));
  const isTwice = approvals.some(
    (approval, index) =>
      isRepeated(approval, index) || (requester !== undefined && isOfSamePerson(requester, approval)),
  );
  if (isTwice) return 'its approvals are not those of different people';
  return approvals.every((each) => each.digest === digest) ? undefined : 'an approval is of other content';
}

function isSameApproval(approval: Approval, entry: HistoryEntry | undefined): boolean {
  const { word } = approval;
  return isBySame(approval, entry) && entry?.wordDigest === (word && canonicalDigest(word));
}

function isOfSamePerson(a: PersonStamp, b: PersonStamp): boolean {
  return comparePeople(a, b, undefined) === 'same';
}

function isBySame(a: PersonStamp, b: PersonStamp | undefined): boolean {
  return a.by === b?.by && a.at === b.at && isDeepStrictEqual(a.identity, b.identity);
}

/** One for each entry that tells of a send, with what the entries after it say became of it. */
function attemptsFlaw({ attempts, history, content }: Instruction): string | undefined {
  const outcomes = outcomesIn(history);
  if (attempts.length !== outcomes.length) return 'its attempts are not those that the history tells of';
  const wrong = attempts.find(
    ({ number, clientOrderId, outcome }, index) =>
      number !== index + 1 || clientOrderId !== content.instructionId || outcome !== outcomes[index],
  );
  return wrong === undefined ? undefined : `attempt ${wrong.number} did not come to what the history tells of`;
}

type AttemptOutcome = Attempt['outcome'];

function outcomesIn(history: readonly HistoryEntry[]): readonly AttemptOutcome[] {
  const outcomes: AttemptOutcome[] = [];
  for (const entry of history) {
    if (entry.to === 'sending') outcomes.push(undefined);
    else if (outcomes.length > 0) outcomes[outcomes.length - 1] = outcomeAfter(entry, outcomes.at(-1));
  }
  return outcomes;
}

/** What is known of the last attempt after a step. */
function outcomeAfter({ from, to, reason }: HistoryEntry, before: AttemptOutcome): AttemptOutcome {
  if (to === 'sent') return 'accepted';
  if (reason === 'proven-absent') return 'absent';
  if (from !== 'sending') return before;
  // Whatever else a send comes to, nobody knows then whether it was taken.
  return answersAfterSending[to] ?? 'unknown';
}

/** A send is left by an answer that says so, or in doubt. */
const answersAfterSending: Partial<Record<InstructionStatus, AttemptOutcome>> = {
  sent: 'accepted',
  failed: 'refused',
  approved: 'held',
};
