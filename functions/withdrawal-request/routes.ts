import { instructionViewSchema } from '../shared/ledger/instruction/view-schema.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';
import { bodySchema } from './withdrawal-request.ts';

export const withdrawalRoutes = {
  'POST /withdrawals': {
    summary: 'Ask for a withdrawal. The same request again is the same instruction.',
    allowed: ['requester'],
    what: 'request a withdrawal',
    body: bodySchema,
    answers: {
      200: { means: 'It was asked for before. This is how it stands.', schema: instructionViewSchema },
      202: {
        means: 'It is written down: it waits for people, or it was rejected with its reason.',
        schema: instructionViewSchema,
      },
    },
    errors: ['invalid-input', 'instruction-conflict', 'task-token-busy', 'bus-unavailable'],
  },
} as const satisfies RouteTable;
