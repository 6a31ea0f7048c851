import path from 'node:path';
import { texts } from '../../../console/texts/en/payments.ts';
import { personas } from '../../../infra/local/demo/personas.ts';
import { findBrowser } from './support/find-browser.ts';
import { givenPayment } from './support/given-payment.ts';
import { RunningConsole } from './support/running-console.ts';

// `npm run screenshot`: makes the picture of the payment page that the README shows.

const picture = path.resolve(import.meta.dirname, '../../../docs/console-payment.png');
const size = { width: 1000, height: 880 };

const found = await findBrowser();
if (found === undefined) throw new Error('there is no browser to take it in');
const running = await RunningConsole.start(found);
try {
  await running.visit(async (run) => {
    const { id } = await givenPayment(run, { quantity: '250.5', note: 'invoice 2026-0042, paper for November' });
    const page = await run.visits.open(personas.bob, `#/payments/${id}`);
    await page.setViewportSize(size);
    await page.getByText(texts.lookAlikes.none).waitFor();
    await page.screenshot({ path: picture });
  });
} finally {
  await running.close();
}
