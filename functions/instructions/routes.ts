import * as v from 'valibot';
import { instructionIdSchema } from '../shared/core/schemas.ts';
import { instructionViewSchema } from '../shared/ledger/instruction/view-schema.ts';
import { policyViewSchema } from '../shared/ledger/policy/view-schema.ts';
import { anyRole } from '../shared/runtime/http/identity.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';
import { listQuerySchema } from './list-query.ts';

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
  'GET /policy': {
    summary: 'See the policy in force, and a looser one that waits.',
    allowed: anyRole,
    what,
    answers: { 200: { means: 'The policies, and what happened to them last.', schema: policyViewSchema } },
    errors: [],
  },
} as const satisfies RouteTable;
