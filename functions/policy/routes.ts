import { policyViewSchema } from '../shared/ledger/policy/view-schema.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';

/** What people do about a policy beside deploying one: stop a looser one that waits. */
export const policyRoutes = {
  'DELETE /policy/pending': {
    summary: 'Veto the looser policy that waits. One person is enough. There is no body.',
    onlyStops: true,
    allowed: ['operator', 'approver'],
    what: 'veto a policy',
    answers: { 200: { means: 'Nothing waits any more. It can be deployed anew.', schema: policyViewSchema } },
    errors: [],
  },
} as const satisfies RouteTable;
