import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pages } from '../../../../console/shell/pages.ts';
import { type Language, languages } from '../../../../console/texts/languages.ts';
import { findings } from '../support/accessibility.ts';
import type { ConsoleRun } from '../support/console-run.ts';
import { stickingOut } from '../support/layout.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { samples } from './samples.ts';

/** A small telephone, the same at 200 % zoom of a window of 640 pixels, and a screen. */
const widths = { zoomed: 320, small: 360, wide: 1280 } as const;
const height = 900;

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

/** Colors are what differs between the schemes, and no language has colors of its own. */
async function findingsIn(page: Page, language: Language): Promise<readonly string[]> {
  const inLight = await findings(page);
  if (language !== 'en') return inLight;
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await findings(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...inLight, ...inDark.map((finding) => `dark: ${finding}`)];
}

export function checkEveryPage(current: () => ConsoleRun): void {
  describe('every page', () => {
    test('has an example to look at', () => {
      expect(pages.map(({ pattern }) => pattern).filter((pattern) => samples[pattern] === undefined)).toEqual([]);
    });

    test.each(Object.keys(samples))(
      '%s can be read by everybody, in each language, scheme and width',
      async (pattern) => {
        const sample = samples[pattern];
        if (sample === undefined) throw new TypeError(`${pattern} has no example`);
        const page = await current().visits.open(sample.person, await sample.place(current()));
        const found: string[] = [];
        for (const language of ['zh-Hant', 'zh-Hans', 'en'] as const) {
          await choose(page, language);
          await page.setViewportSize({ width: widths.wide, height });
          found.push(...(await findingsIn(page, language)).map((finding) => `${language}: ${finding}`));
          for (const width of [widths.zoomed, widths.small]) {
            await page.setViewportSize({ width, height });
            found.push(...(await stickingOut(page)).map((html) => `${language}, ${width} px: ${html}`));
          }
        }
        const name = pattern === '/' ? 'first' : pattern.replaceAll(/[^a-z]+/g, '-').replaceAll(/^-|-$/g, '');
        for (const width of [widths.small, widths.wide]) {
          await page.setViewportSize({ width, height });
          await takeScreenshot(page, `${name}-${width}`);
        }
        expect(found).toEqual([]);
      },
    );
  });
}
