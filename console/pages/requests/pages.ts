import type { PageDefinition } from '../../app/page.ts';

export const requestsPages: readonly PageDefinition[] = [
  {
    pattern: '/ask',
    navigation: 'ask',
    sections: ['requests', 'codes'],
    load: async () => ({ Page: (await import('./ask/ask-page.tsx')).AskPage }),
  },
  {
    pattern: '/ask/file',
    sections: ['requests', 'codes'],
    load: async () => ({ Page: (await import('./file/file-page.tsx')).FilePage }),
  },
  {
    pattern: '/destinations',
    navigation: 'destinations',
    sections: ['destinations', 'requests'],
    load: async () => ({ Page: (await import('./destinations/list-page.tsx')).ListPage }),
  },
  {
    pattern: '/destinations/new',
    sections: ['destinations', 'requests'],
    load: async () => ({ Page: (await import('./destinations/propose-page.tsx')).ProposePage }),
  },
  {
    pattern: '/destinations/{id}',
    sections: ['destinations', 'requests'],
    load: async () => ({ Page: (await import('./destinations/entry-page.tsx')).EntryPage }),
  },
];
