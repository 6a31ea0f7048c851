import type { PageDefinition } from '../../app/page.ts';

export const paymentsPages: readonly PageDefinition[] = [
  {
    pattern: '/',
    navigation: 'needsMe',
    sections: ['payments'],
    load: () => import('./waiting/needs-me-page.tsx'),
  },
  {
    pattern: '/payments/{id}',
    sections: ['payments', 'codes'],
    load: () => import('./payment/payment-page.tsx'),
  },
];
