import type { PageDefinition } from '../../app/page.ts';

export const rulesPages: readonly PageDefinition[] = [
  {
    pattern: '/deposit-addresses',
    navigation: 'depositAddresses',
    sections: ['depositAddresses'],
    load: () => import('./deposit-addresses/list-page.tsx'),
  },
  {
    pattern: '/deposit-addresses/{coin}/{chain}',
    sections: ['depositAddresses'],
    load: () => import('./deposit-addresses/address-page.tsx'),
  },
  { pattern: '/policy', navigation: 'policy', sections: ['policy'], load: () => import('./policy/page.tsx') },
  { pattern: '/health', navigation: 'health', sections: ['health'], load: () => import('./health/page.tsx') },
  { pattern: '/stop', navigation: 'stop', sections: [], load: () => import('./stop/page.tsx') },
];
