import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import type { AccountId } from '../../core/ids.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { id, millis } from './fields.ts';
import { type FundMovement, type FundMovementType, fundMovementSchema } from './fund-movement.ts';

/** A row that is not as documented. What of it can be read tells where it belongs. */
export interface UnreadableMovement {
  readonly id?: string | undefined;
  readonly time?: Millis | undefined;
}

export interface FundStatementPage {
  readonly movements: readonly FundMovement[];
  readonly unreadable: readonly UnreadableMovement[];
  /** How many rows it had. */
  readonly length: number;
  /** Of the last row that has an id. */
  readonly lastId?: string | undefined;
}

export interface FundStatementQuery {
  readonly accountId: AccountId;
  readonly type: FundMovementType;
  readonly startTime: Millis;
  readonly endTime: Millis;
  /** Exclusive. `0` begins at the start of the window. */
  readonly beginId: string;
}

/** The page that we ask for. The exchange documents no maximum. */
export const fundStatementLimit = 1_000;

/** The fund statement of an account (exchange-api.md 3.13). Final items only; must be enabled for the account. */
export const fundStatement: ReadEndpoint<FundStatementQuery, FundStatementPage> = {
  method: 'GET',
  path: '/api/v1/account/balanceFlow',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ accountId, type, startTime, endTime, beginId }) => [
    ['accountId', accountId],
    ['type', type],
    ['startTime', String(startTime)],
    ['endTime', String(endTime)],
    ['beginId', beginId],
    ['limit', String(fundStatementLimit)],
  ],
  answer: v.pipe(
    v.array(v.unknown()),
    v.transform((rows) => pageOf(rows)),
  ),
};

const placeSchema = v.object({
  id: v.fallback(v.optional(id), undefined),
  transactTime: v.fallback(v.optional(millis), undefined),
});

/** A row that is not as documented must not hide the others, nor end the list before them. */
function pageOf(rows: readonly unknown[]): FundStatementPage {
  const movements: FundMovement[] = [];
  const unreadable: UnreadableMovement[] = [];
  let lastId: string | undefined;
  for (const row of rows) {
    const parsed = v.safeParse(fundMovementSchema, row);
    const place = v.safeParse(placeSchema, row);
    const { id: rowId, transactTime: time } = place.success ? place.output : {};
    lastId = rowId ?? lastId;
    if (parsed.success) movements.push(parsed.output);
    else unreadable.push({ id: rowId, time });
  }
  return { movements, unreadable, length: rows.length, lastId };
}
