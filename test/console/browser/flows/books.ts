import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts as activity } from '../../../../console/texts/en/activity.ts';
import { texts as balances } from '../../../../console/texts/en/balances.ts';
import { texts as books } from '../../../../console/texts/en/books.ts';
import { texts as codes } from '../../../../console/texts/en/codes.ts';
import { texts as months } from '../../../../console/texts/en/months.ts';
import { texts as statements } from '../../../../console/texts/en/statements.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenPayment } from '../support/given-payment.ts';
import { signableMonth, statedDays } from '../support/given-statements.ts';
import type { About } from '../support/in-browser.ts';

const { alice, bob, carol, grace } = personas;

/** Looks at it once more, and signs. */
async function sign(page: Page, month: string): Promise<void> {
  await page.getByRole('button', { name: months.sign.open(month) }).click();
  await page.getByRole('dialog').getByRole('button', { name: months.sign.sign, exact: true }).click();
}

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
      await page.locator('main a[href^="#/months/"]').last().click();
      await page.getByRole('heading', { name: months.obstacles.title }).waitFor();
      await page.getByText(months.nothingKnown).waitFor();
    });

    inBrowser(
      'take a note on a movement, and then the signatures of two people, which close the month',
      async (run) => {
        const month = signableMonth();
        const place = `#/months/${month}`;
        const page = await run.visits.open(alice, place);
        const { title } = months.unexplained;
        const unexplained = page.getByRole('heading', { name: title }).locator('..').getByRole('listitem');
        for (const [index, text] of ['rent of the office', 'paid back by the landlord'].entries()) {
          const movement = unexplained.filter({ has: page.getByRole('heading', { level: 3 }) }).nth(index);
          await movement.getByRole('button', { name: books.note.add }).click();
          await movement.getByText(books.note.empty).waitFor();
          await movement.getByLabel(books.note.label).fill(text);
          await movement.getByRole('button', { name: books.note.add }).click();
          await movement.getByText(text, { exact: true }).waitFor();
        }
        await page.getByText(months.obstacles.none).waitFor();
        const auditor = await run.visits.open(grace, place);
        await auditor.getByText(months.signOffs.why['approvers-only']).waitFor();

        const first = await run.visits.open(bob, place);
        await sign(first, month);
        await first.getByText(months.signOffs.why['signed-by-you']).waitFor();
        const second = await run.visits.open(carol, place);
        await second.getByText(months.sign.second).waitFor();
        await sign(second, month);
        await second.getByText(months.states.signed).waitFor();
        expect(await second.getByLabel(books.note.label).count()).toBe(0);
      },
    );

    inBrowser('show in a drawing, in words and in a table what an account had on each day', async (run) => {
      const page = await run.visits.open(carol, '#/balances/custody/USDT');
      const chart = page.getByRole('figure', { name: balances.history.chart('custody', 'USDT') });
      await chart.getByRole('img').waitFor();
      expect(await chart.locator('circle').count()).toBe(statedDays().length);
      await chart.getByText(balances.chart.numbers).click();
      for (const day of statedDays()) {
        const row = chart.getByRole('row').filter({ has: page.getByRole('rowheader', { name: day }) });
        expect(await row.getByRole('cell').textContent()).toMatch(/^[\d,.]+ USDT/);
      }
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
