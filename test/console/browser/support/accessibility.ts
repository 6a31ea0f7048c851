import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as v from 'valibot';

const { source } = v.parse(v.object({ source: v.string() }), createRequire(import.meta.url)('axe-core'));

const findingsSchema = v.array(
  v.object({ id: v.string(), help: v.string(), nodes: v.array(v.object({ html: v.string() })) }),
);

/** What axe-core finds wrong with the page as it is shown now, a line each. `rules`: only these. */
export async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const options = rules === undefined ? {} : { runOnly: rules };
  const found = await page.evaluate(
    `(async () => {
      if (!('axe' in window)) { ${source} }
      const { violations } = await window.axe.run(document, ${JSON.stringify(options)});
      return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => ({ html })) }));
    })()`,
  );
  return v
    .parse(findingsSchema, found)
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
