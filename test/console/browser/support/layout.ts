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

/** Words of tables that are broken within, each with where it stands: amounts and ids cannot be read so. */
export async function brokenWords(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(`(() => {
    const broken = [];
    for (const cell of document.querySelectorAll('th, td')) {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        // Longer ones may have to be broken. Chinese has no spaces between words.
        for (const { 0: word, index } of texts.currentNode.data.matchAll(/[A-Za-z0-9.,]{2,30}/g)) {
          const range = document.createRange();
          range.setStart(texts.currentNode, index);
          range.setEnd(texts.currentNode, index + word.length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (lines.size > 1) broken.push(word + ' in ' + cell.outerHTML.slice(0, 120));
        }
      }
    }
    return broken;
  })()`);
  return v.parse(v.array(v.string()), found);
}
