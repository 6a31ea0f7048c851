import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Persona, personas } from '../../../../infra/local/demo/personas.ts';
import type { About } from '../support/in-browser.ts';

const { bob, carol } = personas;

/** Everything that a page keeps in the browser, as text. */
const keptIn = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));

/** Whose token the console sends the next time that it asks for a page's content. */
async function whoAsks(page: Page, place: string): Promise<string> {
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.headers().authorization !== undefined),
    page.evaluate((hash) => location.assign(hash), place),
  ]);
  const [, payload = ''] = (await request.headerValue('authorization'))?.split('.') ?? [];
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).email;
}

const isLoggedIn = (page: Page, { email }: Persona) => page.getByText(`Logged in as ${email}`).waitFor();

/** One browser, several people; or what one left there, in another's hands. */
export function checkOtherPeople(about: About): void {
  about('another person', (inBrowser) => {
    inBrowser('finds no token in the browser, and gets nothing by what is kept there', async (run) => {
      const { url, visits } = run;
      const page = await visits.open(bob);
      const kept = await keptIn(page);
      expect(kept).not.toMatch(/eyJ[\w-]+\.[\w-]+/);
      const stolen = await page.evaluate(() => ({ ...sessionStorage }));
      const thief = await visits.stranger();
      visits.watch(thief);
      await thief.addInitScript((storage) => Object.assign(sessionStorage, storage), stolen);
      await thief.goto(`${url}/#/`);
      // The login asks who it is, as it asks anybody.
      await thief.getByRole('heading', { name: 'Who are you?' }).waitFor();
    });

    inBrowser('in another tab of the same browser is another person there, and changes nothing here', async (run) => {
      const { visits } = run;
      const first = await visits.stranger();
      visits.watch(first);
      await visits.logIn(first, bob);
      const second = await first.context().newPage();
      visits.watch(second);
      // The provider remembers one person for a browser: somebody else says so there.
      await first.context().clearCookies();
      await visits.logIn(second, carol);
      await isLoggedIn(second, carol);
      await isLoggedIn(first, bob);
      expect(await whoAsks(first, '#/activity')).toBe(bob.email);
      expect(await whoAsks(second, '#/activity')).toBe(carol.email);
    });
  });
}
