import { anyRole } from '../shared/runtime/http/identity.ts';
import type { RouteTable } from '../shared/runtime/http/route.ts';
import { balancesViewSchema } from './balances/view-schema.ts';

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
} as const satisfies RouteTable;
