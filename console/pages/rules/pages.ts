import type { PageDefinition } from '../../app/page.ts';

/** One file to a browser: together they are smaller, and who comes to one comes to another. */
const all = () => import('../all.ts');

export const rulesPages: readonly PageDefinition[] = [
  {
    pattern: '/deposit-addresses',
    navigation: 'depositAddresses',
    sections: ['depositAddresses'],
    load: async () => ({ Page: (await all()).DepositAddressesListPage }),
  },
  {
    pattern: '/deposit-addresses/{coin}/{chain}',
    sections: ['depositAddresses'],
    load: async () => ({ Page: (await all()).AddressPage }),
  },
  {
    pattern: '/policy',
    navigation: 'policy',
    sections: ['policy'],
    load: async () => ({ Page: (await all()).PolicyPage }),
  },
  {
    pattern: '/devices',
    navigation: 'devices',
    sections: ['devices'],
    load: async () => ({ Page: (await all()).DevicesPage }),
  },
  {
    pattern: '/health',
    navigation: 'health',
    sections: ['health'],
    load: async () => ({ Page: (await all()).HealthPage }),
  },
  { pattern: '/stop', navigation: 'stop', sections: [], load: () => import('./stop/page.tsx') },
];
