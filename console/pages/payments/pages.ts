import type { PageDefinition } from '../../app/page.ts';

export const paymentsPages: readonly PageDefinition[] = [
  {
    pattern: '/payments/{id}',
    sections: ['payments', 'codes'],
    load: () => import('./payment/payment-page.tsx'),
  },
];
