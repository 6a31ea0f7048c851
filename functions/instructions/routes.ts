import * as v from 'valibot';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { instructionViewSchema } from '../shared/ledger/instruction/view-schema.ts';
import { policyViewSchema } from '../shared/ledger/policy/view-schema.ts';
import { anyRole } from '../shared/runtime/http/identity.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';
import { decisionPageSchema } from './decision-page-schema.ts';
import { decisionQuerySchema } from './list-decisions.ts';
import { listQuerySchema } from './list-query.ts';
import { policyHistoryQuerySchema, policyHistorySchema } from './policy-history.ts';

const what = 'see instructions and the policy';

const pageSchema = v.strictObject({
  instructions: v.array(instructionViewSchema),
  unreadable: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description('Ids of instructions that are not as they were written. Absent where there are none.'),
    ),
  ),
  next: v.exactOptional(v.pipe(v.string(), v.description('The `after` of the next page. Absent on the last one.'))),
});

/** All of what one may only look at: this function writes nothing. */
export const instructionRoutes = {
  'GET /instructions': {
    summary:
      'Search instructions by what they are, who made them and when. Without a parameter: those that are not finished.',
    allowed: anyRole,
    what,
    query: listQuerySchema,
    answers: {
      200: {
        means:
          'One page, the newest first. Without a parameter the oldest first. A page that has read what a page may read ' +
          'ends there, and `next` goes on behind it: only a page without `next` is the last one.',
        schema: pageSchema,
        csv: 'RFC 4180, in UTF-8, with a line of names. The header `Link` has the next page (`rel="next"`).',
      },
    },
    errors: ['invalid-input'],
  },
  'GET /instructions/{id}': {
    summary: 'See an instruction with its whole life.',
    allowed: anyRole,
    what,
    path: { id: instructionIdSchema },
    answers: { 200: { means: 'The instruction.', schema: instructionViewSchema } },
    errors: ['invalid-input', 'not-found'],
  },
  'GET /approvals': {
    summary: 'See who approved, declined, canceled or resolved what, and when.',
    allowed: ['auditor'],
    what: 'see what people decided',
    query: decisionQuerySchema,
    answers: { 200: { means: 'One page, the newest first. The last one has no `next`.', schema: decisionPageSchema } },
    errors: ['invalid-input'],
  },
  'GET /policy': {
    summary: 'See the policy in force, and a looser one that waits.',
    allowed: anyRole,
    what,
    answers: { 200: { means: 'The policies, and what happened to them last.', schema: policyViewSchema } },
    errors: [],
  },
  'GET /policy/history': {
    summary: 'See all that happened to the policy, with the values before and after.',
    allowed: anyRole,
    what,
    query: policyHistoryQuerySchema,
    answers: { 200: { means: 'One page, the newest first. The last one has no `next`.', schema: policyHistorySchema } },
    errors: ['invalid-input'],
  },
} as const satisfies RouteTable;
