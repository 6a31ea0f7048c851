import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as v from 'valibot';

const { source } = v.parse(v.object({ source: v.string() }), createRequire(import.meta.url)('axe-core'));

const findingsSchema = v.array(
  v.object({ id: v.string(), help: v.string(), nodes: v.array(v.object({ html: v.string() })) }),
);

const schemes = ['light', 'dark'] as const;

/** What axe-core finds wrong with the page as it is shown now, in both color schemes, a line each. */
export async function findings(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    // Nothing but colors differs between the schemes.
    const rules = colorScheme === 'light' ? undefined : ['color-contrast'];
    found.push(...(await findingsNow(page, rules)).map((finding) => `${colorScheme}: ${finding}`));
  }
  return found;
}

/** `rules`: only these. */
async function findingsNow(page: Page, rules: readonly string[] | undefined): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  // Its files are of this page's own origin, and say nothing more than what is drawn.
  const options = { resultTypes: ['violations'], preload: false, ...(rules === undefined ? {} : { runOnly: rules }) };
  const found = await page.evaluate(
    `(async () => {
      const { violations } = await window.axe.run(document, ${JSON.stringify(options)});
      return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => ({ html })) }));
    })()`,
  );
  return v
    .parse(findingsSchema, found)
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
