import { iso } from '../shared/core/clock.ts';
import { byStatusIndex, openIndex, openValues, searchIndex } from '../shared/core/names.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { InstructionStatus } from '../shared/ledger/instruction/instruction.ts';
import { bestListOf } from '../shared/ledger/search/listed-by.ts';
import type { InstructionList } from '../shared/ledger/store/instruction-lists.ts';
import type { SortRange } from '../shared/ledger/store/table.ts';
import type { ListQuery } from './list-query.ts';
import type { Period } from './query-moments.ts';

/**
 * The lists in which what is asked for is found, read one after the other. Nothing but a status asked for: by the last
 * change. Nothing at all: what is open, the oldest first.
 */
export function listsFor({ filters, needsMe, order }: ListQuery): readonly InstructionList[] {
  if (needsMe) return deciding.map((status) => byStatus(status, order === 'newest'));
  const { status, ...rest } = filters;
  const given = Object.keys(rest).length;
  if (status === undefined && given === 0 && order === undefined)
    return [{ index: openIndex, value: openValues.instructions, newestFirst: false }];
  const newestFirst = order !== 'oldest';
  // What has not ended is in no list of the search index by its status, and only so many are open.
  if (status !== undefined && (given === 0 || !isTerminal(status))) return [byStatus(status, newestFirst)];
  return [searchList(bestListOf(filters), filters, newestFirst)];
}

/** Where people have to decide, the gravest first. What is approved and held may lack an approval again. */
const deciding: readonly InstructionStatus[] = ['needs-attention', 'awaiting-approval', 'approved'];

function byStatus(status: InstructionStatus, newestFirst: boolean): InstructionList {
  return { index: byStatusIndex, value: status, newestFirst };
}

/** A list of the search index, as far as it is of this time. */
export function searchList(value: string, period: Period, newestFirst: boolean): InstructionList {
  const range = rangeOf(period);
  return { index: searchIndex, value, newestFirst, ...(range === undefined ? {} : { range }) };
}

/** Before and behind any year, and what may follow a time. The table takes no empty text here. */
const beforeAll = '0';
const behindAll = '~';

function rangeOf({ from, to }: Period): SortRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { from: from === undefined ? beforeAll : iso(from), to: (to === undefined ? '' : iso(to)) + behindAll };
}
