import type { PageDefinition } from '../../app/page.ts';

export const requestsPages: readonly PageDefinition[] = [
  {
    pattern: '/ask',
    navigation: 'ask',
    sections: ['requests'],
    load: async () => ({ Page: (await import('./ask/ask-page.tsx')).AskPage }),
  },
];
