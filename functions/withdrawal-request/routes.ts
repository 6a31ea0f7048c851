import { instructionViewSchema } from '../shared/ledger/instruction/view-schema.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';
import { previewSchema } from './preview-schema.ts';
import { refusalCodes } from './refusals.ts';
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
        means: 'It is written down, and waits for people.',
        schema: instructionViewSchema,
      },
    },
    errors: ['invalid-input', 'instruction-conflict', ...refusalCodes, 'task-token-busy', 'bus-unavailable'],
  },
  'POST /withdrawals/preview': {
    summary: 'Show what would become of a withdrawal that is asked for now. Nothing is written.',
    allowed: ['requester'],
    what: 'preview a withdrawal',
    body: bodySchema,
    answers: { 200: { means: 'As things stand now. They may be otherwise later.', schema: previewSchema } },
    errors: ['invalid-input'],
  },
} as const satisfies RouteTable;

/** For the API's document. */
export { type Preview, previewOf } from './preview.ts';
export { previewSchema };
