import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { checkCraftedAddresses } from './attacks/crafted-addresses.ts';
import { checkHostileText } from './attacks/hostile-text.ts';
import { checkOtherOrigins } from './attacks/other-origins.ts';
import { checkOtherPeople } from './attacks/other-people.ts';
import { checkTamperedAnswers } from './attacks/tampered-answers.ts';
import { checkAsking } from './flows/asking.ts';
import { checkDestinations } from './flows/destinations.ts';
import { checkDoubt } from './flows/doubt.ts';
import { checkFileOfRequests } from './flows/file-of-requests.ts';
import { checkPayments } from './flows/payments.ts';
import { checkRules } from './flows/rules.ts';
import { checkSession } from './flows/session.ts';
import { checkEveryPage } from './pages/every-page.ts';
import { ConsoleRun } from './support/console-run.ts';
import { findBrowser } from './support/find-browser.ts';

/* The console in a real browser, as people use it, on the local stack. */

const found = await findBrowser();
const inBrowser = found === undefined ? describe.skip : describe;

inBrowser('the console in a browser', () => {
  let run: ConsoleRun;
  beforeAll(async () => {
    if (found !== undefined) run = await ConsoleRun.start(found);
  }, 300_000);
  afterAll(() => run.close());
  afterEach(async () => expect(await run.visits.end()).toEqual([]));
  const current = () => run;

  checkEveryPage(current);
  checkSession(current);
  checkAsking(current);
  checkDestinations(current);
  checkRules(current);
  checkPayments(current);
  checkDoubt(current);
  checkFileOfRequests(current);
  checkTamperedAnswers(current);
  checkHostileText(current);
  checkOtherOrigins(current);
  checkCraftedAddresses(current);
  checkOtherPeople(current);
});
