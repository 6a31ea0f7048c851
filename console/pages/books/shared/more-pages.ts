/** A page of a list. Only one without `next` is the last. */
export interface ListPage {
  readonly next?: string;
}

/** The pages that were read so far. */
export interface ReadPages<Page extends ListPage> {
  readonly pages: readonly Page[];
  readonly isRunning: boolean;
  /** What failed last. The pages before it stay. */
  readonly error?: unknown;
}

export const nothingRead = { pages: [], isRunning: true } as const;

/** Where the next page begins. Undefined where there is none, or none was read yet. */
export function nextOf<Page extends ListPage>({ pages }: ReadPages<Page>): string | undefined {
  return pages.at(-1)?.next;
}

/** Whether all of the list is there. */
export function isWhole<Page extends ListPage>(read: ReadPages<Page>): boolean {
  return read.pages.length > 0 && nextOf(read) === undefined;
}

/** What the pages list, one behind the other. What moved on while they were read is on two of them, and shown once. */
export function listed<Page extends ListPage, Item>(
  pages: readonly Page[],
  itemsOf: (page: Page) => readonly Item[],
  idOf: (item: Item) => string,
): readonly Item[] {
  const items = new Map<string, Item>();
  for (const item of pages.flatMap(itemsOf)) if (!items.has(idOf(item))) items.set(idOf(item), item);
  return [...items.values()];
}
