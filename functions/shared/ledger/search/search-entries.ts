import { iso } from '../../core/clock.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { HistoryEntry, Instruction } from '../instruction/instruction.ts';
import { decisionEntriesOf, decisionsOf } from './decisions.ts';
import { orderIdOf, txIdOf } from './instruction-filters.ts';
import { listsOf, orderList, type Traits, transactionList, type Way } from './listed-by.ts';
import type { SearchEntry } from './search-entry.ts';

/**
 * What an instruction has in the search index by the steps after a version. An entry never changes and never becomes
 * wrong: it tells of what cannot change any more, or of what was the case once. So it may be written twice.
 */
export function searchEntriesOf(instruction: Instruction, afterVersion: number): readonly SearchEntry[] {
  const { content, history } = instruction;
  const subject = content.instructionId;
  const lists = history.filter(({ version }) => version > afterVersion).flatMap((entry) => listsBy(instruction, entry));
  const at = listedAt(instruction);
  return [
    ...[...new Set(lists)].map((listedBy) => ({ subject, listedBy, listedAt: at })),
    ...decisionEntriesOf(decisionsOf(instruction).filter(({ version }) => version > afterVersion)),
  ];
}

/** Its place in every list: when it was asked for, and its id. */
export function listedAt({ createdAt, content }: Pick<Instruction, 'createdAt' | 'content'>): string {
  return `${iso(createdAt)}#${content.instructionId}`;
}

/** The lists that an instruction comes into by one step. */
function listsBy(instruction: Instruction, entry: HistoryEntry): readonly string[] {
  const { content, state, version } = instruction;
  const { kind, coin, destination, requestedBy } = content;
  const traits: Traits = { kind, coin, destination, requestedBy };
  const end: Traits = isTerminal(state.status) ? { status: state.status } : {};
  const isLast = entry.version === version;
  const orderId = isLast ? orderIdOf(instruction) : undefined;
  const txId = isLast ? txIdOf(instruction) : undefined;
  return [
    ...(entry.version === 1 ? listsOf(traits, contentWays) : []),
    ...(entry.reason === 'approval-given' ? listsOf({ ...traits, approvedBy: entry.by }, ['approvedBy']) : []),
    ...(isLast && isTerminal(state.status) ? endLists(instruction, { ...traits, ...end }) : []),
    ...(orderId === undefined ? [] : [orderList(orderId)]),
    ...(txId === undefined ? [] : [transactionList(txId)]),
  ];
}

const contentWays: readonly Way[] = ['kind', 'coin', 'destination', 'requestedBy'];

function endLists({ approvals }: Instruction, traits: Traits): readonly string[] {
  return [traits, ...approvals.map(({ by }) => ({ ...traits, approvedBy: by }))].flatMap((each) =>
    listsOf(each, ['status']),
  );
}
