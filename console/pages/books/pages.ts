import type { PageDefinition } from '../../app/page.ts';

export const booksPages: readonly PageDefinition[] = [];
