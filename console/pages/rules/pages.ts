import type { PageDefinition } from '../../app/page.ts';

export const rulesPages: readonly PageDefinition[] = [
  { pattern: '/policy', navigation: 'policy', sections: ['policy'], load: () => import('./policy/page.tsx') },
  { pattern: '/stop', navigation: 'stop', sections: [], load: () => import('./stop/page.tsx') },
];
