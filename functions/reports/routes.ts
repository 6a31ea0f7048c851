import { anyRole } from '../shared/runtime/http/identity.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';
import { balancesViewSchema } from './balances/view-schema.ts';
import { forecastQuerySchema } from './forecast/query.ts';
import { forecastViewSchema } from './forecast/view-schema.ts';

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
  'GET /forecast': {
    summary: 'See the balances as they will be, and the first moment at which something is not covered.',
    allowed: anyRole,
    what: 'see the forecast',
    query: forecastQuerySchema,
    answers: { 200: { means: 'What comes of all that is approved and scheduled.', schema: forecastViewSchema } },
    errors: ['invalid-input'],
  },
} as const satisfies RouteTable;
