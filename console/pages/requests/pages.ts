import type { PageDefinition } from '../../app/page.ts';

export const requestsPages: readonly PageDefinition[] = [];
