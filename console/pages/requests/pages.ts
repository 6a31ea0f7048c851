import type { PageDefinition } from '../../app/page.ts';

/** One file to a browser: together they are smaller, and who comes to one comes to another. */
const all = () => import('../all.ts');

export const requestsPages: readonly PageDefinition[] = [
  {
    pattern: '/ask',
    navigation: 'ask',
    sections: ['requests', 'codes'],
    load: async () => ({ Page: (await all()).AskPage }),
  },
  {
    pattern: '/ask/file',
    sections: ['requests', 'codes'],
    load: async () => ({ Page: (await all()).FilePage }),
  },
  {
    pattern: '/destinations',
    navigation: 'destinations',
    sections: ['destinations', 'requests'],
    load: async () => ({ Page: (await all()).ListPage }),
  },
  {
    pattern: '/destinations/new',
    sections: ['destinations', 'requests'],
    load: async () => ({ Page: (await all()).ProposePage }),
  },
  {
    pattern: '/destinations/{id}',
    sections: ['destinations', 'requests'],
    load: async () => ({ Page: (await all()).EntryPage }),
  },
];
