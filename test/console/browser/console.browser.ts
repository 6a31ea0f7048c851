import { afterAll, beforeAll, describe } from '@jest/globals';
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
import { findBrowser } from './support/find-browser.ts';
import { testsInBrowser } from './support/in-browser.ts';
import { RunningConsole } from './support/running-console.ts';

/* The console in a real browser, as people use it, on the local stack. */

const found = await findBrowser();
if (found === undefined)
  process.stderr.write(
    'The console is not tested: there is no browser. Install Chrome, or name one by CONSOLE_BROWSER.\n',
  );
const inBrowser = found === undefined ? describe.skip : describe;

inBrowser('the console in a browser', () => {
  let running: RunningConsole | undefined;
  const about = testsInBrowser((body) => {
    if (running === undefined) throw new TypeError('what the tests use was not started');
    return running.visit(body);
  });
  beforeAll(async () => {
    if (found === undefined) return;
    running = await RunningConsole.start(found);
    await running.givenHistory();
  }, 300_000);
  afterAll(() => running?.close());

  checkEveryPage(about);
  checkSession(about);
  checkAsking(about);
  checkDestinations(about);
  checkRules(about);
  checkPayments(about);
  checkDoubt(about);
  checkFileOfRequests(about);
  checkBooks(about);
  checkTamperedAnswers(about);
  checkHostileText(about);
  checkOtherOrigins(about);
  checkCraftedAddresses(about);
  checkOtherPeople(about);
});
