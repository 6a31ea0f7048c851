import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts as activity } from '../../../../console/texts/en/activity.ts';
import { texts } from '../../../../console/texts/en/requests.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { readCsv } from '../../../support/read-csv.ts';
import { newId, readPayment } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { alice, grace } = personas;
const { file } = texts;

/** A spreadsheet would run it. */
const formula = '=HYPERLINK("http://evil.example.com","invoice")';
const formulaStart = /^[=+\-@\t\r]/;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function choose(page: Page, lines: readonly string[]): Promise<void> {
  const csv = ['instructionId,destination,coin,chain,quantity,note', ...lines].join('\r\n');
  const chosen = { name: 'november.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.getByLabel(file.choose).setInputFiles(chosen);
}

async function downloadedCells(page: Page, label: string): Promise<readonly string[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, label).click()]);
  return readCsv(await readFile(await download.path(), 'utf8')).flat();
}

export function checkFileOfRequests(about: About): void {
  about('a file of requests', (inBrowser) => {
    inBrowser(
      'is shown row by row, asked for as so many payments, and is the same when it is chosen again',
      async (run) => {
        const { id: to, coin, chain } = run.demo.localStage.payee;
        const [first, second, wrong] = [newId('row'), newId('row'), newId('row')];
        const lines = [
          `${first},${to},${coin},${chain},5,invoice 1`,
          `${second},${to},${coin},${chain},5.5,"=HYPERLINK(""http://evil.example.com"",""invoice"")"`,
          `${wrong},nobody,${coin},${chain},5,`,
        ];
        const page = await run.visits.open(alice, '#/ask/file');
        await choose(page, lines);
        await page.getByText(file.rowFlaws.unknown).waitFor();
        expect(await page.getByText(formula).count()).toBe(1);
        expect(await page.getByRole('link', { name: 'invoice' }).count()).toBe(0);
        await page.getByLabel(file.seen).check();
        await button(page, file.send(2)).click();
        await page.getByRole('link', { name: second }).waitFor();
        expect(await readPayment(run, first)).toMatchObject({ quantity: '5', note: 'invoice 1' });
        expect(await readPayment(run, second)).toMatchObject({ quantity: '5.5', note: formula });
        const results = await downloadedCells(page, file.results);
        expect(results).toContain(`'${formula}`);
        expect(results.filter((cell) => formulaStart.test(cell))).toEqual([]);

        await choose(page, lines);
        await page.getByText(file.states.checked[200]).nth(1).waitFor();
        expect(await page.getByText(file.states.checked[202], { exact: true }).count()).toBe(0);
      },
    );

    inBrowser('of another form is refused with the reason', async (run) => {
      const page = await run.visits.open(alice, '#/ask/file');
      const chosen = { name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from('id;amount\r\n1;5') };
      await page.getByLabel(file.choose).setInputFiles(chosen);
      await page.getByText(file.flaws.semicolons).waitFor();
    });

    inBrowser('has formulas as text also where all that was asked for is downloaded', async (run) => {
      const { id: destination, coin, chain } = run.demo.localStage.payee;
      const request = { instructionId: newId('formula'), destination, coin, chain, quantity: '5', note: formula };
      expect((await run.api.call(alice, 'POST', '/withdrawals', request)).status).toBe(202);
      const page = await run.visits.open(grace, '#/activity');
      await page.getByText(request.instructionId).first().waitFor();
      const cells = await downloadedCells(page, activity.download);
      expect(cells).toContain(`'${formula}`);
      expect(cells.filter((cell) => formulaStart.test(cell))).toEqual([]);
    });
  });
}
