import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { personas } from '../../../infra/local/demo/personas.ts';
import { ConsoleRun } from './support/console-run.ts';
import { findBrowser } from './support/find-browser.ts';

/* The console in a real browser, as people use it, on the local stack. */

const found = await findBrowser();
const inBrowser = found === undefined ? describe.skip : describe;

inBrowser('the console in a browser', () => {
  let run: ConsoleRun;
  beforeAll(async () => {
    if (found !== undefined) run = await ConsoleRun.start(found);
  }, 300_000);
  afterAll(() => run.close());
  afterEach(async () => expect(await run.visits.end()).toEqual([]));
  const current = () => run;

  test('lets somebody in', async () => {
    const page = await current().visits.open(personas.bob);
    expect(await page.title()).toContain('Treasury');
  });
});
