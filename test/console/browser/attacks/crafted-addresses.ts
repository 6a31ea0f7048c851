import { expect } from '@jest/globals';
import { personas } from '../../../../infra/local/demo/personas.ts';
import type { About } from '../support/in-browser.ts';

const { bob } = personas;

const elsewhere = 'evil.example.com';

/** Places of the console's address that lead to other sites elsewhere on the web: by way of the login, and without. */
const atLogin = [`#//${elsewhere}`, `#/\\${elsewhere}`];
const whenLoggedIn = [
  ...atLogin,
  `#https://${elsewhere}/`,
  '#javascript:alert(1)',
  `#/payments/%2F%2F${elsewhere}`,
  `#/?returnTo=https://${elsewhere}`,
];

/** Somebody is sent an address of the console with something in it. */
export function checkCraftedAddresses(about: About): void {
  about('an address that somebody else made', (inBrowser) => {
    inBrowser('leads to no other site for who is logged in', async (run) => {
      const { url, visits } = run;
      const page = await visits.open(bob);
      for (const place of whenLoggedIn) {
        await page.evaluate((hash) => location.assign(hash), place);
        // What there is none of is told with an alert.
        await page.locator('main h1, main [role="alert"]').first().waitFor();
        expect(new URL(page.url()).origin).toBe(url);
        expect(await page.locator(`a[href*="${elsewhere}"]`).count()).toBe(0);
      }
    });

    for (const place of atLogin)
      inBrowser(`${place} leads to no other site by way of the login`, async (run) => {
        const { url, visits } = run;
        const page = await visits.stranger();
        visits.watch(page);
        await visits.logIn(page, bob, place);
        expect(new URL(page.url()).origin).toBe(url);
        expect(await page.locator(`a[href*="${elsewhere}"]`).count()).toBe(0);
      });

    for (const search of [
      '?code=stolen&state=made-up',
      '?error=access_denied&error_description=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&state=x',
      `?code=stolen&state=x&iss=https://${elsewhere}&redirect_uri=https://${elsewhere}`,
    ])
      inBrowser(`${search} logs nobody in, and stays neither in the address nor in the history`, async (run) => {
        const { url, visits } = run;
        const page = await visits.stranger();
        visits.watch(page);
        await page.goto(`${url}/${search}`);
        await page.getByRole('alert').waitFor();
        expect(page.url()).toBe(`${url}/#/`);
        await page.getByRole('button', { name: 'Log in' }).click();
        await page.getByRole('button', { name: bob.email }).click();
        await page.getByRole('navigation').waitFor();
        expect(new URL(page.url()).origin).toBe(url);
      });

    inBrowser('a place that was put into the tab before the login leads to no other site', async (run) => {
      const { url, visits } = run;
      const page = await visits.stranger();
      visits.watch(page);
      await page.goto(url);
      await page.getByRole('button', { name: bob.email }).waitFor();
      const login = page.url();
      await page.goto(`${url}/console/none`);
      await page.evaluate((host) => {
        const kept = JSON.parse(sessionStorage.getItem('login-attempt') ?? '{}');
        sessionStorage.setItem('login-attempt', JSON.stringify({ ...kept, returnTo: `//${host}/` }));
      }, elsewhere);
      await page.goto(login);
      await page.getByRole('button', { name: bob.email }).click();
      await page.getByRole('navigation').waitFor();
      expect(new URL(page.url()).origin).toBe(url);
    });
  });
}
