import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts } from '../../../../console/texts/en/payments.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenPayment, paymentIn, readPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';
import { requireSeenFocus, tabTo } from '../support/keyboard.ts';

const { alice, bob, carol, grace } = personas;

const placeOf = (id: string) => `#/payments/${id}`;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const approveNow = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /^Approve .+ now$/ });
const outcome = (page: Page) => page.getByRole('status', { name: texts.outcome.title });

/** Looks at each point that stands out, and says so. */
async function acknowledgeAll(page: Page): Promise<void> {
  await button(page, texts.decide.approve).waitFor();
  for (const point of await page.getByLabel(texts.risks.acknowledge).all()) await point.check();
}

async function approve(page: Page): Promise<void> {
  await acknowledgeAll(page);
  await button(page, texts.decide.approve).click();
  await approveNow(page).click();
  await outcome(page).waitFor();
}

/** By the keys Tab, Enter and Space alone, from the start of the page. */
async function approveByKeyboard(page: Page): Promise<void> {
  await button(page, texts.decide.approve).waitFor();
  for (const point of await page.getByLabel(texts.risks.acknowledge).all()) {
    await tabTo(page, point);
    await page.keyboard.press('Space');
  }
  await tabTo(page, button(page, texts.decide.approve));
  await page.keyboard.press('Enter');
  await tabTo(page, approveNow(page));
  await page.keyboard.press('Enter');
  await outcome(page).waitFor();
  expect(await outcome(page).evaluate((element) => element === document.activeElement)).toBe(true);
  await requireSeenFocus(page);
}

/** What the list of a person's own has of this payment. */
const waiting = (page: Page, id: string) => page.locator(`main a[href="${placeOf(id)}"]`);

export function checkPayments(about: About): void {
  about('a payment', (inBrowser) => {
    inBrowser(
      'is found by those who may approve it, and approved by two: by clicks, and by the keyboard alone',
      async (run) => {
        const { id } = await givenPayment(run, { note: 'invoice 42' });
        const first = await run.visits.open(bob, '#/');
        await waiting(first, id).waitFor();
        expect(await first.title()).toMatch(/^\(\d+\) /);
        await waiting(first, id).click();
        await first.getByText('invoice 42').waitFor();
        await approve(first);
        await outcome(first).getByText(texts.outcome.kept.approve).waitFor();
        const second = await run.visits.open(carol, placeOf(id));
        await approveByKeyboard(second);
        await outcome(second).getByText(texts.outcome.approved).waitFor();
        await paymentIn(run, id, ['sent', 'settled']);
        await second.getByRole('heading', { name: texts.timeline.title }).waitFor();
      },
    );

    inBrowser('shows each risk by itself, and is not approved before each is looked at', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(bob, placeOf(id));
      const points = page.getByLabel(texts.risks.acknowledge);
      await points.first().waitFor();
      expect(await button(page, texts.decide.approve).isDisabled()).toBe(true);
      await acknowledgeAll(page);
      expect(await button(page, texts.decide.approve).isEnabled()).toBe(true);
    });

    inBrowser('is declined with a reason, without which nothing is sent', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(bob, placeOf(id));
      await button(page, texts.decide.decline).click();
      await button(page, texts.decide.declineNow).click();
      await page.getByText(texts.decide.reasonMissing).waitFor();
      await page.getByLabel(texts.decide.reason).fill('not our invoice');
      await button(page, texts.decide.declineNow).click();
      await outcome(page).waitFor();
      expect(await readPayment(run, id)).toMatchObject({ status: 'declined' });
      await page.getByText('not our invoice').first().waitFor();
    });

    inBrowser('is taken back by who asked for it, who may not approve it', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(alice, placeOf(id));
      await button(page, texts.decide.cancel).click();
      expect(await button(page, texts.decide.approve).count()).toBe(0);
      await button(page, texts.decide.cancelNow).click();
      await outcome(page).waitFor();
      expect(await readPayment(run, id)).toMatchObject({ status: 'canceled' });
    });

    inBrowser('is shown to an auditor, who can do nothing about it', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(grace, placeOf(id));
      await page.getByRole('heading', { name: texts.timeline.title }).waitFor();
      for (const name of [texts.decide.approve, texts.decide.decline, texts.decide.cancel])
        expect(await button(page, name).count()).toBe(0);
    });
  });
}
