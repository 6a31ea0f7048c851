import { iso } from '../shared/core/clock.ts';
import { csvText } from '../shared/core/csv.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { HistoryEntry, Instruction } from '../shared/ledger/instruction/instruction.ts';
import { orderIdOf, txIdOf } from '../shared/ledger/search/instruction-filters.ts';

type Column = (instruction: Instruction) => string | undefined;

/**
 * The columns, in their order. They are published: programs and spreadsheets count on their names and places, so a new
 * one comes last. docs/finance.md says what each means.
 */
export const instructionColumns: Readonly<Record<string, Column>> = {
  id: ({ content }) => content.instructionId,
  kind: ({ content }) => content.kind,
  status: ({ state }) => state.status,
  reason: ({ state }) => ('reason' in state ? state.reason : undefined),
  heldReason: ({ state }) => ('heldReason' in state ? state.heldReason : undefined),
  coin: ({ content }) => content.coin,
  chain: ({ content }) => (content.kind === 'withdrawal' ? content.chain : undefined),
  quantity: ({ content }) => content.quantity,
  source: ({ content }) => (content.kind === 'asset-transfer' ? content.source : undefined),
  destination: ({ content }) => content.destination,
  address: ({ content }) => content.address,
  tag: ({ content }) => (content.kind === 'withdrawal' ? content.tag : undefined),
  requestedBy: ({ content }) => content.requestedBy,
  requestedAt: ({ createdAt }) => iso(createdAt),
  approvedBy: ({ approvals }) => approvals.map(({ by }) => by).join('; '),
  approvedAt: ({ approvals }) => timeOf(approvals.at(-1)),
  sentAt: (instruction) => timeOf(lastStep(instruction, ({ to }) => to === 'sending')),
  endedAt: (instruction) => timeOf(lastStep(instruction, ({ to }) => isTerminal(to))),
  exchangeOrderId: (instruction) => orderIdOf(instruction),
  note: ({ content }) => content.note,
  digest: ({ digest }) => digest,
  version: ({ version }) => String(version),
  updatedAt: ({ updatedAt }) => iso(updatedAt),
  txId: (instruction) => txIdOf(instruction),
  fee: ({ state }) => ('fee' in state ? state.fee : undefined),
  feeCoin: ({ state }) => ('feeCoin' in state ? state.feeCoin : undefined),
  fundFrom: ({ content }) => (content.kind === 'withdrawal' ? content.fundFrom : undefined),
  funds: ({ content }) => ('funds' in content ? content.funds : undefined),
};

const names = Object.keys(instructionColumns);

/** A row each, and one with the id and the status `unreadable` for each that is not as it was written. */
export function instructionCsv(instructions: readonly Instruction[], unreadable: readonly string[]): string {
  const rows = instructions.map((each) => Object.values(instructionColumns).map((column) => column(each) ?? ''));
  const bad = unreadable.map((id) => names.map((name) => ({ id, status: 'unreadable' })[name] ?? ''));
  return csvText([names, ...rows, ...bad]);
}

function lastStep({ history }: Instruction, is: (entry: HistoryEntry) => boolean): HistoryEntry | undefined {
  return history.findLast(is);
}

function timeOf(stamp: { readonly at: number } | undefined): string | undefined {
  return stamp === undefined ? undefined : iso(stamp.at);
}
