import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts as login } from '../../../../console/texts/en/login.ts';
import { texts as payments } from '../../../../console/texts/en/payments.ts';
import { texts as requests } from '../../../../console/texts/en/requests.ts';
import { texts as shell } from '../../../../console/texts/en/shell.ts';
import { languages } from '../../../../console/texts/languages.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { alice, bob } = personas;

const typed = 'half a note';
const noteOf = (page: Page) => page.getByLabel(requests.note.label);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Goes to another page of the console, as a link does. */
const goTo = (page: Page, place: string) => page.evaluate((hash) => location.assign(hash), place);

/** The API takes no token any more, and the provider gives no other. */
async function letLoginExpire(page: Page): Promise<() => Promise<void>> {
  const isApi = (url: URL) => /^\/(policy|instructions|whitelist|pause|withdrawals)/.test(url.pathname);
  const isRenewal = (url: URL) => url.pathname.endsWith('/token');
  await page.route(isApi, (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }));
  const headers = { 'access-control-allow-origin': '*' };
  await page.route(isRenewal, (route) => route.fulfill({ status: 400, headers, json: { error: 'invalid_grant' } }));
  return async () => {
    await page.unroute(isApi);
    await page.unroute(isRenewal);
  };
}

/** Two bars of a mobile network. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const bytesPerSecond = 50_000;
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 400 },
    ...{ downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
  });
}

/** Keeps the next answers of this sort until `answer` is called. */
async function holdAnswer(page: Page, url: RegExp) {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const { promise: isWaiting, resolve: wait } = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    wait();
    await answered;
    await route.continue();
  });
  return { answer, isWaiting };
}

export function checkSession(about: About): void {
  about('a login', (inBrowser) => {
    inBrowser('begins at the provider, leads to the page that was asked for, and ends by logging out', async (run) => {
      const { visits } = run;
      const page = await visits.stranger();
      visits.watch(page);
      await visits.logIn(page, bob, '#/ask');
      await page.getByRole('heading', { name: requests.title }).waitFor();
      await page.getByText(shell.loggedInAs(bob.email)).waitFor();
      await button(page, shell.logOut).click();
      await page.getByRole('button', { name: login.logIn, exact: true }).waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
      await page.goBack().catch(() => undefined);
      await page.getByText(shell.loggedInAs(bob.email)).waitFor({ state: 'detached' });
    });

    inBrowser('that is cancelled lets nobody in, and says so', async (run) => {
      const { visits, url } = run;
      const page = await visits.stranger();
      visits.watch(page);
      await page.goto(url);
      await button(page, 'Cancel').click();
      await page.getByRole('alert').getByText(login.problems.cancelled).waitFor();
    });

    inBrowser('that the API takes no longer is renewed without a word', async (run) => {
      const page = await run.visits.open(bob);
      await page.route(/\/policy$/, (route) => route.fulfill({ status: 401, json: {} }), { times: 1 });
      const renewal = page.waitForRequest((request) => request.url().endsWith('/token'));
      await goTo(page, '#/policy');
      await renewal;
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });

    inBrowser('that has expired loses nothing that was typed', async (run) => {
      const { visits } = run;
      const page = await visits.open(alice, '#/ask');
      await noteOf(page).fill(typed);
      const end = await letLoginExpire(page);
      await goTo(page, '#/policy');
      await page.getByRole('alert').getByText(shell.failure.loginExpired).first().waitFor();
      await end();
      await button(page, shell.logInAgain).first().click();
      const choice = page.getByRole('button', { name: alice.email });
      await choice.or(page.getByText(shell.loggedInAs(alice.email))).waitFor();
      if (await choice.isVisible()) await choice.click();
      await page.getByText(shell.loggedInAs(alice.email)).waitFor();
      await goTo(page, '#/ask');
      expect(await noteOf(page).inputValue()).toBe(typed);
    });
  });

  about('the network', (inBrowser) => {
    inBrowser('that is gone loses nothing that was typed, and is told with what to do', async (run) => {
      const { visits } = run;
      const page = await visits.stranger();
      visits.watch(page);
      await visits.logIn(page, alice, '#/ask');
      await noteOf(page).fill(typed);
      await page.context().setOffline(true);
      await goTo(page, '#/policy');
      await page.getByRole('alert').first().waitFor();
      await page.context().setOffline(false);
      await page.getByRole('alert').getByRole('button').first().click();
      await page.getByRole('alert').first().waitFor({ state: 'detached' });
      await goTo(page, '#/ask');
      expect(await noteOf(page).inputValue()).toBe(typed);
    });

    inBrowser('that is slow is waited for with a word', async (run) => {
      const page = await run.visits.open(bob, '#/ask');
      const { answer } = await holdAnswer(page, /\/policy$/);
      await goTo(page, '#/policy');
      await page.getByRole('status').getByText(shell.loading).waitFor();
      answer();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status').getByText(shell.loading).waitFor({ state: 'detached' });
    });
  });

  about('a telephone far away', (inBrowser) => {
    inBrowser('brings a payment to its decision, which is sent once however often it is pressed', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(bob);
      await slowDown(page);
      const sent: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
      await goTo(page, `#/payments/${id}`);
      await button(page, payments.decide.decline).click();
      await page.getByLabel(payments.decide.reason).fill('not our invoice');
      await button(page, payments.decide.declineNow).dblclick();
      await page.getByRole('status', { name: payments.outcome.title }).waitFor();
      expect(sent.filter((url) => url.endsWith('/approvals'))).toHaveLength(1);
    });
  });

  about('who wants less motion', (inBrowser) => {
    inBrowser('sees nothing move, not even while a page loads', async (run) => {
      const page = await run.visits.stranger({ reducedMotion: 'reduce' });
      run.visits.watch(page);
      await run.visits.logIn(page, bob, '#/ask');
      const { answer, isWaiting } = await holdAnswer(page, /\/policy$/);
      await goTo(page, '#/policy');
      await isWaiting;
      await page.getByRole('status').getByText(shell.loading).waitFor();
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      answer();
      await page.getByRole('heading', { level: 1 }).waitFor();
    });
  });

  about('each language', (inBrowser) => {
    inBrowser('that does not load leaves the page as it is, and says so', async (run) => {
      const page = await run.visits.stranger();
      run.visits.watch(page);
      await run.visits.logIn(page, bob, '#/ask');
      await page.route(/\/console\//, (route) => route.abort());
      await page.getByRole('combobox').first().selectOption({ label: languages['zh-Hant'] });
      await page.getByRole('alert').getByRole('button', { name: shell.reload }).first().waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.getByRole('combobox').first().inputValue()).toBe('en');
    });

    inBrowser('is chosen by name, at once, and kept', async (run) => {
      const { visits } = run;
      const page = await visits.stranger();
      visits.watch(page);
      await visits.logIn(page, bob, '#/ask');
      const choice = page.getByRole('combobox').first();
      for (const [tag, name] of Object.entries(languages)) {
        await choice.selectOption({ label: name });
        await page.locator(`html[lang="${tag}"]`).waitFor();
      }
      await page.reload();
      await page.locator('html[lang="zh-Hans"]').waitFor();
    });
  });
}
