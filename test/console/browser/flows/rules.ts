import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { texts as activity } from '../../../../console/texts/en/activity.ts';
import { texts as depositAddresses } from '../../../../console/texts/en/deposit-addresses.ts';
import { texts as health } from '../../../../console/texts/en/health.ts';
import { texts as payments } from '../../../../console/texts/en/payments.ts';
import { texts as policy } from '../../../../console/texts/en/policy.ts';
import { texts as stop } from '../../../../console/texts/en/stop.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenChangedAddress } from '../support/given-changed-address.ts';
import { newId } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { alice, bob, dave, frank } = personas;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Asks for it, and confirms it in a second step. */
async function resume(page: Page, step: 'first' | 'second', scope: string): Promise<void> {
  const { ask, confirm } = stop.steps[step];
  await page.getByRole('button', { name: `${ask} (${scope})` }).click();
  await button(page, confirm(scope)).click();
}

export function checkRules(about: About): void {
  about('to stop', (inBrowser) => {
    inBrowser('takes one person and one button of whatever page; to go on takes two', async (run) => {
      const name = newId('payee');
      const scope = stop.scopes.destination(name);
      const page = await run.visits.open(frank, '#/activity');
      await button(page, stop.open).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(stop.forms.destination).check();
      await dialog.getByLabel(stop.names.destination).fill(name);
      await button(page, stop.stopNow).click();
      await dialog.getByText(stop.reasonFlaws.missing).waitFor();
      await dialog.getByLabel(stop.reason).fill('a call from the bank');
      await button(page, stop.stopNow).click();
      await dialog.getByRole('heading', { name: stop.paused(scope) }).waitFor();
      await dialog.getByText(stop.unknownNameAdvice).waitFor();
      await dialog.getByRole('link', { name: stop.toPage }).click();
      await resume(page, 'first', scope);
      await page.getByText(stop.ownResume).waitFor();

      const second = await run.visits.open(bob, '#/stop');
      await resume(second, 'second', scope);
      await second
        .getByRole('listitem')
        .filter({ hasText: stop.paused(scope) })
        .waitFor({ state: 'detached' });
      const { body } = await run.api.call(bob, 'GET', '/pause');
      expect(JSON.stringify(body)).not.toContain(`"scope":"destination:${name}","reason`);
    });

    inBrowser('that fails after its page was left is told on the page that is open', async (run) => {
      const page = await run.visits.open(frank, '#/stop');
      const { promise: isLeft, resolve: leave } = Promise.withResolvers<void>();
      await page.route(/\/pause$/, async (route) => {
        if (route.request().method() !== 'PUT') return route.continue();
        await isLeft;
        return route.abort();
      });
      const main = page.getByRole('main');
      await main.getByLabel(stop.reason).fill('a call from the bank');
      await main.getByRole('button', { name: stop.stopNow }).click();
      await main.getByRole('button', { name: stop.stopping }).waitFor();
      await page.evaluate(() => location.assign('#/activity'));
      await page.getByRole('heading', { name: activity.title, level: 1 }).waitFor();
      leave();
      const told = page.getByRole('region', { name: stop.failed });
      await told.getByRole('button', { name: stop.open }).click();
      await told.waitFor({ state: 'detached' });
      expect(await main.getByLabel(stop.reason).inputValue()).toBe('a call from the bank');
    });

    inBrowser('who may not stop is told whom to call', async (run) => {
      const page = await run.visits.open(dave, '#/');
      await button(page, stop.open).click();
      await page.getByRole('dialog').getByText(stop.whoMay).waitFor();
    });
  });

  about('a policy', (inBrowser) => {
    inBrowser('that allows more waits, is shown with old and new values, and is vetoed by one person', async (run) => {
      const { localStage } = run.demo;
      // Longer delays are tighter, and act at once: now there is time to read.
      await localStage.deploy({ looseningDelay: '1h' });
      await localStage.deploy({});
      const page = await run.visits.open(frank, '#/policy');
      await page.getByRole('heading', { name: policy.waiting }).waitFor();
      await page.getByRole('button', { name: policy.veto.ask }).first().click();
      await button(page, policy.veto.confirm).click();
      await page.getByText(policy.nothingWaits).waitFor();
      await page.getByText(policy.events.vetoed).first().waitFor();
    });
  });

  about('a deposit address', (inBrowser) => {
    inBrowser('is found by coin and chain, whole and as a QR code', async (run) => {
      const page = await run.visits.open(alice, '#/deposit-addresses');
      await button(page, depositAddresses.show).click();
      await page.getByText(depositAddresses.coinMissing).waitFor();
      await page.getByLabel(depositAddresses.coin, { exact: true }).fill('USDT');
      await page.getByLabel(depositAddresses.chain, { exact: true }).fill('ETH');
      await button(page, depositAddresses.show).click();
      const { body } = await run.api.call(alice, 'GET', '/deposit-addresses/USDT/ETH');
      const { address } = v.parse(v.looseObject({ address: v.string() }), body);
      await page.getByRole('img', { name: depositAddresses.addressCode(address) }).waitFor();
      // The gaps between the blocks are drawn: the text is the address.
      expect(await page.locator('.blocks').first().textContent()).toBe(address);
    });
  });

  about('a changed deposit address', (inBrowser) => {
    inBrowser('is told to payers once two people have typed it, each from a source of their own', async (run) => {
      const [coin, chain] = ['USDT', 'Tron'];
      const address = await givenChangedAddress(run, coin, chain);
      const place = `#/deposit-addresses/${coin}/${chain}`;
      const first = await run.visits.open(dave, place);
      await first.getByRole('alert').getByText(depositAddresses.changed(coin, chain)).waitFor();
      expect(await first.getByText(address).count()).toBe(0);
      await first.getByLabel(depositAddresses.newAddress).fill(address);
      await button(first, depositAddresses.confirm).click();
      await first.getByText(depositAddresses.sourceMissing).waitFor();
      await first.getByLabel(depositAddresses.source).check();
      await button(first, depositAddresses.confirm).click();
      await first.getByRole('heading', { name: depositAddresses.kept }).waitFor();
      await first.getByRole('link', { name: depositAddresses.another }).click();
      await first.getByText(depositAddresses.waits(dave.email)).waitFor();

      const second = await run.visits.open(bob, '#/');
      const waits = second.getByRole('listitem').filter({ hasText: dave.email });
      expect(await second.getByText(address).count()).toBe(0);
      await waits.getByRole('link', { name: payments.waiting.place(coin, chain) }).click();
      await second.getByLabel(depositAddresses.newAddress).fill(address);
      await second.getByLabel(depositAddresses.source).check();
      await button(second, depositAddresses.confirm).click();
      await second.getByRole('heading', { name: depositAddresses.accepted }).waitFor();
      await button(second, depositAddresses.showNew).click();
      await second.getByRole('img', { name: depositAddresses.addressCode(address) }).waitFor();
    });
  });

  about('the health', (inBrowser) => {
    inBrowser('of what runs by itself is there for who is on call', async (run) => {
      const page = await run.visits.open(frank, '#/health');
      await page.getByRole('heading', { name: health.title }).waitFor();
      await page.waitForFunction(() => document.querySelector('main .loading') === null);
      expect(await page.getByRole('alert').count()).toBe(0);
    });

    inBrowser('that has not run yet says when it will, and asks nobody to do anything', async (run) => {
      const page = await run.visits.open(frank, '#/policy');
      const limits = { lateAfterSeconds: 420, badAfterSeconds: 900 };
      const check = { check: 'tick', state: 'unknown', runbook: 'tick-not-running', ...limits };
      const body = { at: new Date().toISOString(), state: 'unknown', checks: [check] };
      await page.route(/\/health$/, (route) => route.fulfill({ json: body }));
      await page.evaluate(() => location.assign('#/health'));
      await page.getByText(health.firstRun.tick).waitFor();
      expect(await page.getByText(health.whatToDo).count()).toBe(0);
    });
  });
}
