import * as v from 'valibot';
import { iso } from '../shared/core/clock.ts';
import { isSamePerson } from '../shared/core/ids.ts';
import { idInKey, instructionKey } from '../shared/core/item-keys.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { personSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { decisionList } from '../shared/ledger/search/decisions.ts';
import { type FoundDecision, readDecisions } from '../shared/ledger/store/decision-lists.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { decisionPageSchema } from './decision-page-schema.ts';
import { afterSchema, orderSchema, said } from './list-query.ts';
import { searchList } from './lists.ts';
import { momentFrom, momentTo, requirePeriod } from './query-moments.ts';

/** The query of `GET /approvals`. */
export const decisionQuerySchema = v.strictObject({
  person: said(personSchema, 'Whose decisions. Of everybody without it. Capitals do not matter.'),
  from: said(momentFrom, 'Decided on this day (UTC) or at this time, or later.'),
  to: said(momentTo, 'Decided on this day (UTC) or at this time, or earlier.'),
  order: orderSchema,
  after: afterSchema,
});

const pageSize = 50;

type Page = ResponseType<typeof decisionPageSchema>;

/** One page of what people decided about instructions. Throws InvalidInputError. */
export async function listDecisions(
  table: Pick<Table, 'get' | 'query'>,
  query: unknown,
  reportCorrupt: (error: CorruptItemError) => void,
): Promise<Page> {
  const { person, order, after, ...period } = validate('query', decisionQuerySchema, query);
  requirePeriod(period);
  const list = searchList(decisionList(person), period, order !== 'oldest');
  const place = after === undefined ? undefined : fromCursor(after, [list]);
  const { decisions, corrupt, next } = await readDecisions(table, list, pageSize, place?.after);
  for (const error of corrupt) reportCorrupt(error);
  const unreadable = corrupt.map(({ key }) => idInKey(key, instructionKey));
  // An entry of the index names nobody: its instruction does.
  const wanted = decisions.filter(({ decision }) => person === undefined || isSamePerson(decision.by, person));
  return {
    approvals: wanted.map(decisionView),
    ...(unreadable.length === 0 ? {} : { unreadable }),
    ...(next === undefined ? {} : { next: toCursor({ list: 0, after: next }) }),
  };
}

function decisionView({ decision, instruction }: FoundDecision): Page['approvals'][number] {
  const { at, by, identity, version, evidence } = decision;
  const { content, state, digest, approvals } = instruction;
  const groups = approvals.find((each) => each.by === by && each.at === at)?.groups;
  return {
    at: iso(at),
    by,
    ...(identity === undefined ? {} : { identity }),
    decision: decision.decision,
    ...(groups === undefined || decision.decision !== 'approved' ? {} : { groups }),
    ...(evidence === undefined ? {} : { evidence }),
    instructionId: content.instructionId,
    version,
    kind: content.kind,
    coin: content.coin,
    quantity: content.quantity,
    destination: content.destination,
    digest,
    status: state.status,
  };
}
