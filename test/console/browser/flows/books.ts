import { expect } from '@jest/globals';
import { texts as activity } from '../../../../console/texts/en/activity.ts';
import { texts as balances } from '../../../../console/texts/en/balances.ts';
import { texts as codes } from '../../../../console/texts/en/codes.ts';
import { texts as months } from '../../../../console/texts/en/months.ts';
import { texts as statements } from '../../../../console/texts/en/statements.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { bob, carol, grace } = personas;

export function checkBooks(about: About): void {
  about('the books', (inBrowser) => {
    inBrowser('are searched, and the address of a search shows a colleague the same', async (run) => {
      const { id } = await givenPayment(run);
      const { id: declined, digest } = await givenPayment(run);
      const decline = { decision: 'decline', digest, reason: 'not ours' };
      await run.api.call(bob, 'POST', `/instructions/${declined}/approvals`, decline);
      const page = await run.visits.open(carol, '#/activity');
      await page.getByLabel(activity.status, { exact: true }).selectOption({ label: codes.statuses.declined.name });
      await page.getByRole('button', { name: activity.search, exact: true }).click();
      await page.getByRole('link', { name: declined, exact: true }).waitFor();
      await page.getByRole('link', { name: id, exact: true }).waitFor({ state: 'detached' });
      const colleague = await run.visits.open(grace, new URL(page.url()).hash);
      await colleague.getByRole('link', { name: declined, exact: true }).waitFor();
      expect(await colleague.getByRole('link', { name: id, exact: true }).count()).toBe(0);
    });

    inBrowser('have a page for each day, and for each month what is left to do before it is signed', async (run) => {
      const page = await run.visits.open(carol, '#/statements');
      await page.locator('main a[href^="#/statements/custody/"]').first().click();
      await page.getByRole('link', { name: statements.toAll('custody') }).waitFor();
      await page.evaluate(() => location.assign('#/months'));
      await page.locator('main a[href^="#/months/"]').first().click();
      await page.getByRole('heading', { name: months.obstacles.title }).waitFor();
      await page.getByText(months.nothingKnown).waitFor();
    });

    inBrowser('say what there is now, what will be, and what limits have left', async (run) => {
      const page = await run.visits.open(carol, '#/balances');
      await page.getByRole('table', { name: balances.inAccount('custody') }).waitFor();
      for (const way of [balances.ways.forecast, balances.ways.limits, balances.ways.balances]) {
        await page.getByRole('link', { name: way, exact: true }).click();
        await page.locator('main [aria-current="page"]').getByText(way, { exact: true }).waitFor();
      }
    });
  });
}
