import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pages } from '../../../../console/shell/pages.ts';
import { type Language, languages } from '../../../../console/texts/languages.ts';
import { findings } from '../support/accessibility.ts';
import type { ConsoleRun } from '../support/console-run.ts';
import type { About } from '../support/in-browser.ts';
import { brokenWords, stickingOut } from '../support/layout.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { type Sample, samples } from './samples.ts';

/** A small telephone, the same at 200 % zoom of a window of 640 pixels, and a screen. */
const widths = { zoomed: 320, small: 360, wide: 1280 } as const;
const height = 900;

/** The pictures are made in the last one. */
const languageNames = ['zh-Hant', 'zh-Hans', 'en'] as const satisfies readonly Language[];

/** All that it reads at first is there. */
async function isThere(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('main .loading') === null);
}

async function choose(page: Page, language: Language): Promise<void> {
  await page.getByRole('combobox').first().selectOption({ label: languages[language] });
  await page.locator(`html[lang="${language}"]`).waitFor();
  await isThere(page);
}

async function expectReadable(run: ConsoleRun, pattern: string, { person, place }: Sample): Promise<void> {
  const page = await run.visits.open(person, await place(run), 'reading');
  const found: string[] = [];
  for (const language of languageNames) {
    await choose(page, language);
    await page.setViewportSize({ width: widths.wide, height });
    found.push(...(await findings(page)).map((finding) => `${language}, ${finding}`));
    for (const width of [widths.zoomed, widths.small]) {
      await page.setViewportSize({ width, height });
      const wrong = [...(await stickingOut(page)), ...(await brokenWords(page))];
      found.push(...wrong.map((each) => `${language}, ${width} px: ${each}`));
    }
  }
  const name = pattern === '/' ? 'first' : pattern.replaceAll(/[^a-z]+/g, '-').replaceAll(/^-|-$/g, '');
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of [widths.small, widths.wide]) {
    await page.setViewportSize({ width, height });
    await takeScreenshot(page, `${name}-${width}`);
  }
  expect(found).toEqual([]);
}

export function checkEveryPage(about: About): void {
  test('every page has an example to look at', () => {
    expect(pages.map(({ pattern }) => pattern).filter((pattern) => samples[pattern] === undefined)).toEqual([]);
  });

  about('every page', (inBrowser) => {
    for (const [pattern, sample] of Object.entries(samples))
      inBrowser(`${pattern} can be read by everybody, in each language, scheme and width`, (run) =>
        expectReadable(run, pattern, sample),
      );
  });
}
