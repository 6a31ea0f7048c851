/** What is used of the document. */
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/**
 * Reads again and again as long as the page is looked at, and at once when somebody comes back to it: what was read
 * before they left may be hours old. What it gives ends it.
 */
export function whileSeen(read: () => void, everyMs: number, page: Page = document): () => void {
  const readWhereSeen = () => {
    if (page.visibilityState === 'visible') read();
  };
  const timer = setInterval(readWhereSeen, everyMs);
  page.addEventListener('visibilitychange', readWhereSeen);
  return () => {
    clearInterval(timer);
    page.removeEventListener('visibilitychange', readWhereSeen);
  };
}
