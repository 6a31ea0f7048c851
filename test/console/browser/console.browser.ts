import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { checkCraftedAddresses } from './attacks/crafted-addresses.ts';
import { checkHostileText } from './attacks/hostile-text.ts';
import { checkOtherOrigins } from './attacks/other-origins.ts';
import { checkOtherPeople } from './attacks/other-people.ts';
import { checkTamperedAnswers } from './attacks/tampered-answers.ts';
import { checkAsking } from './flows/asking.ts';
import { checkBooks } from './flows/books.ts';
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
if (found === undefined)
  process.stderr.write(
    'The console is not tested: there is no browser. Install Chrome, or name one by CONSOLE_BROWSER.\n',
  );
const inBrowser = found === undefined ? describe.skip : describe;

inBrowser('the console in a browser', () => {
  let run: ConsoleRun | undefined;
  const current = () => {
    if (run === undefined) throw new TypeError('what the tests use was not started');
    return run;
  };
  beforeAll(async () => {
    if (found !== undefined) run = await ConsoleRun.start(found);
  }, 300_000);
  afterAll(() => run?.close());
  afterEach(async () => expect(await current().visits.end()).toEqual([]));

  checkEveryPage(current);
  checkSession(current);
  checkAsking(current);
  checkDestinations(current);
  checkRules(current);
  checkPayments(current);
  checkDoubt(current);
  checkFileOfRequests(current);
  checkBooks(current);
  checkTamperedAnswers(current);
  checkHostileText(current);
  checkOtherOrigins(current);
  checkCraftedAddresses(current);
  checkOtherPeople(current);
});
