import * as v from 'valibot';
import { iso } from '../shared/core/clock.ts';
import { changedValues } from '../shared/core/differences.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { momentSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { PolicyEvent, PolicyState } from '../shared/ledger/policy/policy-state.ts';
import { policyEventKinds } from '../shared/ledger/policy/view-schema.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import { orUnreadable, type Unreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { PolicyHistory } from '../shared/ledger/store/policy-history.ts';

const afterForm = 'the `next` of the page before';

export const policyHistoryQuerySchema = v.strictObject({
  after: v.exactOptional(v.pipe(v.string(afterForm), v.regex(/^[1-9]\d{0,8}$/, afterForm))),
});

/** What happened to the policy, with the values before and after. */
export const policyHistorySchema = v.strictObject({
  events: v.array(
    v.strictObject({
      number: v.pipe(v.number(), v.integer(), v.minValue(1)),
      what: v.picklist(policyEventKinds),
      by: v.pipe(
        v.string(),
        v.description('A person, or `deploy`. Who began a deployment is in CloudTrail, by the time of the event.'),
      ),
      at: momentSchema,
      actsAt: v.exactOptional(momentSchema),
      paths: v.exactOptional(v.array(v.string())),
      changes: v.exactOptional(
        v.pipe(
          v.array(
            v.strictObject({
              path: v.string(),
              before: v.exactOptional(v.pipe(v.string(), v.description('Absent where there was nothing.'))),
              after: v.exactOptional(v.pipe(v.string(), v.description('Absent where there is nothing any more.'))),
            }),
          ),
          v.description(
            'Values as text, a group of them as JSON. Absent where an earlier version kept none, or they cannot be read.',
          ),
        ),
      ),
    }),
  ),
  unreadable: v.exactOptional(
    v.pipe(v.array(v.number()), v.description('Numbers of events that are not as they were written.')),
  ),
  next: v.exactOptional(v.pipe(v.string(), v.description('The `after` of the next page. Absent on the last one.'))),
});

type Page = ResponseType<typeof policyHistorySchema>;

/** Each event is at most three reads: its own item, and the policies before and after. */
const pageSize = 20;

/** One page of the policy's history, the newest first. Throws InvalidInputError. */
export async function policyHistoryPage(
  history: PolicyHistory,
  state: PolicyState,
  query: unknown,
  reportCorrupt: (error: CorruptItemError) => void,
): Promise<Page> {
  const { after } = validate('query', policyHistoryQuerySchema, query);
  const newest = state.events.at(-1)?.number ?? 0;
  const from = Math.min(after === undefined ? newest : Number(after) - 1, newest);
  const last = Math.max(1, from - pageSize + 1);
  const policies = new Map<string, Promise<Policy | Unreadable | undefined>>();
  const policyOf = (digest: string) => {
    const policy = policies.get(digest) ?? orUnreadable(() => history.policy(digest), reportCorrupt);
    policies.set(digest, policy);
    return policy;
  };
  const events: Page['events'][number][] = [];
  const unreadable: number[] = [];
  for (let number = from; number >= last; number -= 1) {
    const kept = state.events.find((each) => each.number === number);
    const event = kept ?? (await orUnreadable(() => history.event(number), reportCorrupt));
    if (event === 'unreadable') unreadable.push(number);
    else if (event !== undefined) events.push(await eventView(event, policyOf));
  }
  return {
    events,
    ...(unreadable.length === 0 ? {} : { unreadable }),
    ...(last > 1 ? { next: String(last) } : {}),
  };
}

async function eventView(
  { at, actsAt, before, after, ...event }: PolicyEvent,
  policyOf: (digest: string) => Promise<Policy | Unreadable | undefined>,
): Promise<Page['events'][number]> {
  const old = before === undefined ? undefined : await policyOf(before);
  const next = after === undefined ? undefined : await policyOf(after);
  const isKnown = isPolicy(next) && (before === undefined || isPolicy(old));
  return {
    ...event,
    at: iso(at),
    ...(actsAt === undefined ? {} : { actsAt: iso(actsAt) }),
    ...(isKnown ? { changes: changedValues(isPolicy(old) ? old : {}, next) } : {}),
  };
}

function isPolicy(read: Policy | Unreadable | undefined): read is Policy {
  return read !== undefined && read !== 'unreadable';
}
