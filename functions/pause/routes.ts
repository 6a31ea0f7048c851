import { anyRole } from '../shared/runtime/http/identity.ts';
import { type RouteTable, wordErrors } from '../shared/runtime/http/route.ts';
import { pauseRequestSchema, resumeBodySchema, resumeQuerySchema } from './pause-request.ts';
import { pausedViewSchema, pauseStateViewSchema, resumedViewSchema } from './view-schema.ts';

export const pauseRoutes = {
  'GET /pause': {
    summary: 'See what is paused, and what changed last.',
    allowed: anyRole,
    what: 'see the pause',
    answers: { 200: { means: 'How the switch stands.', schema: pauseStateViewSchema } },
    errors: [],
  },
  'PUT /pause': {
    summary: 'Pause everything, or one scope. One person is enough.',
    onlyStops: true,
    allowed: ['operator', 'approver'],
    what: 'pause or resume',
    body: pauseRequestSchema,
    answers: { 200: { means: 'It is paused.', schema: pausedViewSchema } },
    errors: ['invalid-input', 'too-many-pauses'],
  },
  'DELETE /pause': {
    summary: 'Resume everything, or one scope. It takes two people. A body has what a device signed, and nothing else.',
    allowed: ['operator', 'approver'],
    what: 'pause or resume',
    query: resumeQuerySchema,
    body: resumeBodySchema,
    isBodyOptional: true,
    answers: {
      200: { means: 'It is not paused.', schema: resumedViewSchema },
      202: { means: 'It stays paused until a second person resumes it too.', schema: pausedViewSchema },
    },
    errors: ['invalid-input', ...wordErrors],
  },
} as const satisfies RouteTable;

export { pausedViewSchema, pauseSchema, pauseStateViewSchema, resumedViewSchema } from './view-schema.ts';
