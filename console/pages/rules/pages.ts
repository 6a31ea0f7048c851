import type { PageDefinition } from '../../app/page.ts';

export const rulesPages: readonly PageDefinition[] = [];
