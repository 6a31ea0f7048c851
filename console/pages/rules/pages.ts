import type { PageDefinition } from '../../app/page.ts';

export const rulesPages: readonly PageDefinition[] = [
  { pattern: '/stop', navigation: 'stop', sections: [], load: () => import('./stop/page.tsx') },
];
