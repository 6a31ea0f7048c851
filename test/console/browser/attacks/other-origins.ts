import { expect } from '@jest/globals';
import { personas } from '../../../../infra/local/demo/personas.ts';
import type { About } from '../support/in-browser.ts';
import { otherSite } from '../support/other-site.ts';

const { alice, bob } = personas;

/** What somebody else's site can do with the browser of a person who is logged in. */
export function checkOtherOrigins(about: About): void {
  about('another site', (inBrowser) => {
    inBrowser('cannot show the console in a frame, to have it clicked unseen', async (run) => {
      const { url, visits } = run;
      await using site = await otherSite(`<!doctype html><title>Win a prize</title><iframe src="${url}/#/"></iframe>`);
      const page = await visits.tab(bob);
      const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
      await page.goto(site.url);
      await refused;
      const [, frame] = page.frames();
      expect(frame?.url()).not.toContain(url);
      expect(await frame?.locator('#app').count()).toBe(0);
    });

    inBrowser('cannot act by a form: nothing that a browser sends by itself says who somebody is', async (run) => {
      const { url, visits, demo } = run;
      const pause = `${url}/instructions/any/cancel`;
      await using site = await otherSite(
        `<!doctype html><form method="post" enctype="text/plain" action="${pause}"><button name="{" value="}">Win</button></form>`,
      );
      await visits.open(bob);
      const page = await visits.tab(bob);
      await page.goto(site.url);
      const answer = page.waitForResponse(pause);
      await page.getByRole('button', { name: 'Win' }).click();
      expect((await answer).status()).toBe(401);
      expect(demo.stack.httpUrl).toBe(url);
    });

    inBrowser('cannot call the API by a script, neither with a body nor to read', async (run) => {
      const { url, visits, api } = run;
      await using site = await otherSite('<!doctype html><title>Win a prize</title>');
      await visits.open(alice);
      const page = await visits.tab(alice);
      await page.goto(site.url);
      const body = JSON.stringify({ scope: 'all', reason: 'by a stranger' });
      const outcomes = await page.evaluate(
        async ([target, text]) => {
          const put = { method: 'PUT', credentials: 'include', body: text } as const;
          const calls = [fetch(`${target}/pause`, put), fetch(`${target}/pause`, { credentials: 'include' })];
          return (await Promise.allSettled(calls)).map(({ status }) => status);
        },
        [url, body] as const,
      );
      expect(outcomes).toEqual(['rejected', 'rejected']);
      const { body: pauses } = await api.call(alice, 'GET', '/pause');
      expect(JSON.stringify(pauses)).not.toContain('by a stranger');
    });
  });
}
