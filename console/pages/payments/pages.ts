import type { PageDefinition } from '../../app/page.ts';

export const paymentsPages: readonly PageDefinition[] = [];
