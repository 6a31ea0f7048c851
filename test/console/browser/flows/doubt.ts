import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts } from '../../../../console/texts/en/payments.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenDoubt } from '../support/given-doubt.ts';
import { readPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { carol, frank } = personas;
const { doubt, outcome } = texts;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function sayThatItMoved(page: Page, evidence: string): Promise<void> {
  await page.getByLabel(doubt.choices.settled).check();
  await button(page, doubt.check).click();
  await page.getByText(doubt.evidenceMissing).waitFor();
  await page.getByLabel(doubt.evidenceLabel).fill(evidence);
  await button(page, doubt.check).click();
  await page.getByRole('dialog').getByRole('button', { name: doubt.confirm.settled, exact: true }).click();
  await page.getByRole('status', { name: outcome.title }).waitFor();
}

export function checkDoubt(about: About): void {
  about('money in doubt', (inBrowser) => {
    inBrowser('comes first, and two people decide with evidence what became of it', async (run) => {
      const id = await givenDoubt(run);
      const page = await run.visits.open(frank);
      await page.getByRole('heading', { name: texts.waiting.groups.doubt }).waitFor();
      await page.locator(`main a[href="#/payments/${id}"]`).click();
      await sayThatItMoved(page, 'seen on the chain, transaction 0x7b14');
      await page.getByText(outcome.otherPerson).waitFor();

      const second = await run.visits.open(carol, `#/payments/${id}`);
      await second.getByText('seen on the chain, transaction 0x7b14').first().waitFor();
      await sayThatItMoved(second, 'the exchange says so in writing');
      await second.getByText(outcome.neverAgain).waitFor();
      expect(await readPayment(run, id)).toMatchObject({ status: 'settled' });
    });
  });
}
