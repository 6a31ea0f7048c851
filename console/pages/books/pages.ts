import type { PageDefinition } from '../../app/page.ts';

export const booksPages: readonly PageDefinition[] = [
  {
    pattern: '/activity',
    navigation: 'activity',
    sections: ['books', 'activity'],
    load: () => import('./activity/activity-page.tsx'),
  },
  {
    pattern: '/activity/decisions',
    sections: ['books', 'activity'],
    load: () => import('./activity/decisions-page.tsx'),
  },
  {
    pattern: '/statements',
    navigation: 'statements',
    sections: ['books', 'statements'],
    load: () => import('./statements/statements-page.tsx'),
  },
  {
    pattern: '/statements/{account}/{date}',
    sections: ['books', 'statements'],
    load: () => import('./statements/day-page.tsx'),
  },
  {
    pattern: '/balances',
    navigation: 'balances',
    sections: ['books', 'balances'],
    load: () => import('./balances/balances-page.tsx'),
  },
  {
    pattern: '/balances/forecast',
    sections: ['books', 'balances'],
    load: () => import('./balances/forecast-page.tsx'),
  },
  {
    pattern: '/balances/limits',
    sections: ['books', 'balances'],
    load: () => import('./balances/limits-page.tsx'),
  },
  {
    pattern: '/balances/{account}/{coin}',
    sections: ['books', 'balances'],
    load: () => import('./balances/history-page.tsx'),
  },
  {
    pattern: '/months',
    navigation: 'months',
    sections: ['books', 'months'],
    load: () => import('./months/months-page.tsx'),
  },
  {
    pattern: '/months/{month}',
    sections: ['books', 'months'],
    load: () => import('./months/month-page.tsx'),
  },
];
