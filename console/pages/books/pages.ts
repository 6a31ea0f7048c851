import type { PageDefinition } from '../../app/page.ts';

/** One file to a browser: together they are smaller, and who comes to one comes to another. */
const all = () => import('../all.ts');

export const booksPages: readonly PageDefinition[] = [
  {
    pattern: '/activity',
    navigation: 'activity',
    sections: ['books', 'activity', 'codes'],
    load: async () => ({ Page: (await all()).ActivityPage }),
  },
  {
    pattern: '/activity/decisions',
    sections: ['books', 'activity', 'codes'],
    load: async () => ({ Page: (await all()).DecisionsPage }),
  },
  {
    pattern: '/statements',
    navigation: 'statements',
    sections: ['books', 'statements'],
    load: async () => ({ Page: (await all()).StatementsPage }),
  },
  {
    pattern: '/statements/{account}/{date}',
    sections: ['books', 'statements'],
    load: async () => ({ Page: (await all()).DayPage }),
  },
  {
    pattern: '/balances',
    navigation: 'balances',
    sections: ['books', 'balances'],
    load: async () => ({ Page: (await all()).BalancesPage }),
  },
  {
    pattern: '/balances/forecast',
    sections: ['books', 'balances'],
    load: async () => ({ Page: (await all()).ForecastPage }),
  },
  {
    pattern: '/balances/limits',
    sections: ['books', 'balances'],
    load: async () => ({ Page: (await all()).LimitsPage }),
  },
  {
    pattern: '/balances/{account}/{coin}',
    sections: ['books', 'balances'],
    load: async () => ({ Page: (await all()).HistoryPage }),
  },
  {
    pattern: '/months',
    navigation: 'months',
    sections: ['books', 'months'],
    load: async () => ({ Page: (await all()).MonthsPage }),
  },
  {
    pattern: '/months/{month}',
    sections: ['books', 'months'],
    load: async () => ({ Page: (await all()).MonthPage }),
  },
];
