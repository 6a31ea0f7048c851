import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts } from '../../../../console/texts/en/payments.ts';
import { type Persona, personas } from '../../../../infra/local/demo/personas.ts';
import { givenPayment, newId } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { bob, carol, frank, grace } = personas;

/** Runs where it is taken for markup, in whichever way. */
const markup = '<img src=x onerror="hacked=1"><script>hacked=1</script><svg onload=hacked=1>';

/** A name as another identity provider could give it. The API takes no spaces in one. */
const mallory: Persona = {
  name: 'mallory',
  email: 'mallory<script>hacked=1</script><svg/onload=hacked=1>@example.com',
  groups: ['ops'],
};

/** It stands there as it was written, and nothing of it became a part of the page. */
async function expectAsText(page: Page, text = markup): Promise<void> {
  await page.getByText(text).first().waitFor();
  expect(await page.locator('img, main script, [onerror], [onload]').count()).toBe(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
}

/** The exchange, or whoever stands between, has markup in each text that the digest does not cover. */
function withMarkup(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMarkup);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      typeof each === 'string' && ['message', 'reason', 'by', 'evidence'].includes(key) ? markup : withMarkup(each),
    ]),
  );
}

/** What comes from others is text, whatever is in it. */
export function checkHostileText(about: About): void {
  about('a script', (inBrowser) => {
    inBrowser('in the note and in the name of who asks is shown as text, wherever it is shown', async (run) => {
      const { id } = await givenPayment(run, { note: markup, by: mallory });
      const page = await run.visits.open(bob, `#/payments/${id}`);
      await page.getByRole('heading', { name: texts.timeline.title }).waitFor();
      await expectAsText(page);
      await expectAsText(page, mallory.email);
      await page.evaluate(() => location.assign('#/'));
      await page.locator(`main a[href="#/payments/${id}"]`).waitFor();
      await expectAsText(page, mallory.email);
      await page.evaluate(() => location.assign('#/activity'));
      await page.getByText(id).first().waitFor();
      await expectAsText(page, mallory.email);
    });

    inBrowser('in the reason of a decision and of a stop is shown as text', async (run) => {
      const { api } = run;
      const { id, digest } = await givenPayment(run);
      const decline = { decision: 'decline', digest, reason: markup };
      expect(await api.call(bob, 'POST', `/instructions/${id}/approvals`, decline)).toMatchObject({ status: 200 });
      await expectAsText(await run.visits.open(carol, `#/payments/${id}`));
      const scope = `destination:${newId('payee')}`;
      expect(await api.call(frank, 'PUT', '/pause', { scope, reason: markup })).toMatchObject({ status: 200 });
      await expectAsText(await run.visits.open(grace, '#/stop'));
      for (const person of [frank, bob]) await api.call(person, 'DELETE', `/pause?scope=${encodeURIComponent(scope)}`);
    });

    inBrowser('in the words of the exchange and in the messages of an answer is shown as text', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(bob);
      await page.route(/\/instructions\//, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: withMarkup(await response.json()) });
      });
      await page.evaluate((place) => location.assign(place), `#/payments/${id}`);
      await expectAsText(page);
    });
  });
}
