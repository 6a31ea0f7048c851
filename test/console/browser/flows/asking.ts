import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts } from '../../../../console/texts/en/requests.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import type { ConsoleRun } from '../support/console-run.ts';
import { newId, readPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { alice, bob } = personas;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const amount = (page: Page) => page.getByLabel(texts.quantity.label('USDT'));

const destination = (run: ConsoleRun) => run.demo.localStage.payee.id;

export function checkAsking(about: About): void {
  about('who asks for a payment', (inBrowser) => {
    inBrowser('is told beside the field what is wrong, and is led to the first wrong one', async (run) => {
      const page = await run.visits.open(alice, '#/ask');
      await button(page, destination(run)).click();
      await amount(page).fill('1,250.5');
      await page.getByText(texts.quantity.separator).waitFor();
      await button(page, texts.review).click();
      expect(await amount(page).evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await amount(page).getAttribute('aria-invalid')).toBe('true');
      await page.getByText(texts.instructionId.empty).waitFor();
      await amount(page).fill('5');
      await page.getByLabel(texts.instructionId.label).fill('not an id');
      await page.getByText(texts.instructionId.form).waitFor();
      expect(await amount(page).getAttribute('aria-invalid')).toBe('false');
    });

    inBrowser('is told as they type that it is over a limit, and then asks for what is right, once', async (run) => {
      const id = newId('asked');
      const page = await run.visits.open(alice, `#/ask?destination=${destination(run)}`);
      await amount(page).fill('1001');
      await page.getByText(texts.preview.wouldAnswer[422]).waitFor();
      await amount(page).fill('5');
      await page.getByLabel(texts.note.label).fill('invoice 44');
      await page.getByLabel(texts.instructionId.label).fill(id);
      await page.getByText(texts.preview.wouldAnswer[202]).waitFor();
      await button(page, texts.review).click();
      await page.getByRole('heading', { name: texts.summary.title }).waitFor();
      await button(page, texts.summary.send).click();
      await page.getByRole('heading', { name: texts.result.taken }).waitFor();
      expect(await readPayment(run, id)).toMatchObject({ quantity: '5', requestedBy: alice.email });
      await page.getByRole('link', { name: id }).click();
      await page.getByText('invoice 44').waitFor();
    });

    inBrowser('who asks twice after a lost answer gets one payment', async (run) => {
      const id = newId('lost');
      const page = await run.visits.open(alice, `#/ask?destination=${destination(run)}`);
      await amount(page).fill('5');
      await page.getByLabel(texts.instructionId.label).fill(id);
      await button(page, texts.review).click();
      // It arrives, and its answer does not.
      await page.route(/\/withdrawals$/, async (route) => {
        await route.fetch();
        await route.abort();
      });
      await button(page, texts.summary.send).click();
      await page.getByText(texts.summary.unanswered).waitFor();
      await page.unroute(/\/withdrawals$/);
      await button(page, texts.summary.sendAgain).click();
      await page.getByRole('heading', { name: texts.result.same }).waitFor();
    });

    inBrowser('who may not ask is told so', async (run) => {
      const page = await run.visits.open(bob, '#/ask');
      await page.getByText(texts.notRequester).waitFor();
    });
  });
}
