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
];
