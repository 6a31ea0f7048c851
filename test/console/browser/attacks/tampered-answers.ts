import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts } from '../../../../console/texts/en/payments.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenPayment, readPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { bob } = personas;

const otherAddress = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';

type Fields = Readonly<Record<string, unknown>>;

const changes: Readonly<Record<string, Fields>> = {
  'another amount': { quantity: '4' },
  'another address': { address: otherAddress, addressBlocks: otherAddress.match(/.{1,4}/g) },
  'another note': { note: 'invoice 43' },
  'another person who asks': { requestedBy: 'mallory@example.com' },
  'another digest': { digest: 'a'.repeat(64) },
};

/** From now on the API's answers about instructions have other values in these fields, wherever they stand. */
async function tamper(page: Page, change: (body: Fields) => Fields): Promise<void> {
  await page.route(/\/instructions\//, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change(await response.json()) });
  });
}

/** Between the treasury and the screen somebody changes what is shown. */
export function checkTamperedAnswers(about: About): void {
  about('an answer that was changed on its way', (inBrowser) => {
    for (const [what, changed] of Object.entries(changes))
      inBrowser(`to ${what}: no decision can be sent`, async (run) => {
        const { visits } = run;
        const { id } = await givenPayment(run, { note: 'invoice 42' });
        const page = await visits.open(bob);
        await tamper(page, (body) => ({ ...body, ...changed }));
        const sent: string[] = [];
        page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
        await page.evaluate((hash) => location.assign(hash), `#/payments/${id}`);
        await page.getByRole('alert').getByText(texts.digestNotice.title).waitFor();
        for (const name of [texts.decide.approve, texts.decide.decline]) {
          const decision = page.getByRole('button', { name, exact: true });
          if ((await decision.count()) > 0) expect(await decision.isDisabled()).toBe(true);
        }
        expect(sent).toEqual([]);
        expect(await readPayment(run, id)).toMatchObject({ status: 'awaiting-approval' });
      });

    inBrowser('after somebody has read it is shown before a decision can be sent', async (run) => {
      const { visits } = run;
      const { id } = await givenPayment(run, { note: 'invoice 42' });
      const page = await visits.open(bob, `#/payments/${id}`);
      const approve = page.getByRole('button', { name: texts.decide.approve, exact: true });
      await approve.waitFor();
      for (const point of await page.getByLabel(texts.risks.acknowledge).all()) await point.check();
      await approve.click();
      await tamper(page, (body) => ({ ...body, quantity: '4' }));
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Approve .+ now$/ })
        .click();
      await page.getByRole('alert').first().waitFor();
      expect(await readPayment(run, id)).toMatchObject({ status: 'awaiting-approval', approvals: [] });
    });
  });
}
