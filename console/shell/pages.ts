import type { PageDefinition } from '../app/page.ts';
import { matchPath } from '../app/route.ts';
import { booksPages } from '../pages/books/pages.ts';
import { paymentsPages } from '../pages/payments/pages.ts';
import { requestsPages } from '../pages/requests/pages.ts';
import { rulesPages } from '../pages/rules/pages.ts';

/** All pages, in the order of the navigation. */
export const pages: readonly PageDefinition[] = [...paymentsPages, ...requestsPages, ...booksPages, ...rulesPages];

/** The page of a path, with its parameters. */
export function pageAt(path: string) {
  for (const page of pages) {
    const parameters = matchPath(page.pattern, path);
    if (parameters !== undefined) return { page, parameters };
  }
  return undefined;
}
