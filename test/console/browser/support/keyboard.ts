import type { Locator, Page } from 'playwright-core';

/** No page has more stops before what somebody looks for. */
const stopsMax = 150;

/** Goes on by the Tab key until this has the focus. On the way the focus is always on something, and seen there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press('Tab');
    await requireSeenFocus(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} is not reached by the Tab key`);
}

/** Throws where the focus is lost, or is on something where nobody sees it. */
export async function requireSeenFocus(page: Page): Promise<void> {
  const focus = await page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const isDrawn = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    const { width, height } = element.getBoundingClientRect();
    return { html: element.outerHTML.slice(0, 120), isLost: element === document.body, isDrawn, width, height };
  });
  if (focus.isLost) throw new Error('nothing has the focus');
  if (!focus.isDrawn || focus.width === 0 || focus.height === 0)
    throw new Error(`nobody sees the focus: ${focus.html}`);
}
