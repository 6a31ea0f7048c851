import type { Page } from 'playwright-core';
import * as v from 'valibot';

/** What sticks out of the page to the right, so that it would have to be scrolled sideways. */
export async function stickingOut(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(`(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (each) => each.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return wide.map((each) => each.outerHTML.slice(0, 120));
  })()`);
  return v.parse(v.array(v.string()), found);
}
