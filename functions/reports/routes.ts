import { anyRole } from '../shared/runtime/http/identity.ts';
import { type RouteTable, wordErrors } from '../shared/runtime/http/route.ts';
import { balancesViewSchema } from './balances/view-schema.ts';
import { forecastQuerySchema } from './forecast/query.ts';
import { forecastViewSchema } from './forecast/view-schema.ts';
import { healthViewSchema } from './health/view-schema.ts';
import { limitsViewSchema } from './limits/view-schema.ts';
import { monthSchema } from './months/month.ts';
import { signOffRequestSchema } from './months/sign-off.ts';
import { monthStandingSchema, monthViewSchema } from './months/view-schema.ts';
import { noteRequestSchema } from './statements/add-note.ts';
import { statementQuerySchema } from './statements/query.ts';
import { statementIdSchema } from './statements/statement-id.ts';
import { noteViewSchema, statementPageSchema } from './statements/view-schema.ts';

/** What people look up of the money as a whole. */
export const reportRoutes = {
  'GET /balances': {
    summary: 'See what is in all accounts, how old each reading is, and what is reserved.',
    allowed: anyRole,
    what: 'see the balances',
    answers: {
      200: { means: 'All accounts of the configuration, as they were last read.', schema: balancesViewSchema },
    },
    errors: [],
  },
  'GET /limits': {
    summary: 'See how much of each limit is used now.',
    allowed: anyRole,
    what: 'see the limits',
    answers: { 200: { means: 'Each coin that may leave, with what of its limits is used.', schema: limitsViewSchema } },
    errors: [],
  },
  'GET /health': {
    summary: 'See how everything stands that runs by itself: the tick, keys, readings, statements, exports.',
    allowed: anyRole,
    what: 'see how everything stands',
    answers: { 200: { means: 'Each check with its state, and the worst of all.', schema: healthViewSchema } },
    errors: [],
  },
  'GET /forecast': {
    summary: 'See the balances as they will be, and the first moment at which something is not covered.',
    allowed: anyRole,
    what: 'see the forecast',
    query: forecastQuerySchema,
    answers: { 200: { means: 'What comes of all that is approved and scheduled.', schema: forecastViewSchema } },
    errors: ['invalid-input'],
  },
  'GET /statements': {
    summary: 'See what each account had and what moved in it, day by day.',
    allowed: anyRole,
    what: 'see the statements',
    query: statementQuerySchema,
    answers: {
      200: {
        means:
          'One page: account by account, the oldest day first. Each day that is asked for is there, with its state.',
        schema: statementPageSchema,
        csv:
          'The canonical CSV of docs/statement-format.md, with all movements. The header `Link` has the next page ' +
          '(`rel="next"`). A day that is not final is missing there.',
      },
    },
    errors: ['invalid-input'],
  },
  'POST /statements/{id}/notes': {
    summary: 'Say what a movement is that no instruction explains. Notes are only added.',
    allowed: ['requester', 'approver'],
    what: 'write notes on statements',
    path: { id: statementIdSchema },
    body: noteRequestSchema,
    answers: {
      200: { means: 'It is there. The same text of the same person is the same note.', schema: noteViewSchema },
    },
    errors: ['invalid-input', 'not-found', 'row-matched', 'too-many-notes', 'month-closed'],
  },
  'GET /statements/months/{month}': {
    summary: 'See what a month comes to, and whether it can be closed.',
    allowed: anyRole,
    what: 'see the statements',
    path: { month: monthSchema },
    answers: {
      200: { means: 'The month as it is now; once it is signed, as it was signed.', schema: monthViewSchema },
    },
    errors: ['invalid-input'],
  },
  'POST /statements/months/{month}/sign-offs': {
    summary: 'Sign a month as you saw it. It takes two people.',
    allowed: ['approver'],
    what: 'sign a month',
    path: { month: monthSchema },
    body: signOffRequestSchema,
    answers: {
      200: { means: 'Two people have signed: it does not change any more.', schema: monthStandingSchema },
      202: { means: 'It waits for a second person, who signs the same.', schema: monthStandingSchema },
    },
    errors: ['invalid-input', 'digest-mismatch', 'month-not-closable', 'month-closed', ...wordErrors],
  },
} as const satisfies RouteTable;
