import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts } from '../../../../console/texts/en/destinations.ts';
import { blocksOf } from '../../../../functions/shared/core/blocks.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { givenDestination, newAddress, payProof } from '../support/given-destination.ts';
import { newId } from '../support/given-payment.ts';
import type { About } from '../support/in-browser.ts';

const { dave, erin, frank } = personas;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function propose(page: Page, id: string, address: string): Promise<void> {
  const { proposal } = texts;
  await page.getByLabel(proposal.id, { exact: true }).fill(id);
  await page.getByLabel(proposal.coin, { exact: true }).selectOption('USDT');
  await page.getByLabel(proposal.chain, { exact: true }).fill('ETH');
  await page.getByLabel(proposal.address, { exact: true }).fill(address);
  await button(page, proposal.send).click();
}

/** The same at both ends, which is what people look at. */
function lookAlikeOf(address: string): string {
  const middle = [...address.slice(10, 30)].map((digit) => (digit === '1' ? '2' : '1')).join('');
  return `${address.slice(0, 10)}${middle}${address.slice(30)}`;
}

export function checkDestinations(about: About): void {
  about('a destination', (inBrowser) => {
    inBrowser(
      'is proposed, proven by a payment, confirmed by another person from another source, and revoked',
      async (run) => {
        const [id, address] = [newId('payee'), newAddress()];
        const page = await run.visits.open(dave, '#/destinations');
        await page.getByRole('link', { name: texts.propose }).click();
        await propose(page, id, address);
        await page.getByRole('heading', { name: id }).waitFor();
        await page.getByText(texts.prove.microTitle).click();
        await page.getByLabel(texts.prove.quantity).fill('1');
        await button(page, texts.prove.microSend).click();
        await page.getByRole('img', { name: /QR/ }).waitFor();
        await page.getByText(texts.confirm.own).waitFor();
        await payProof(run, { id, address });

        const second = await run.visits.open(erin, `#/destinations/${id}`);
        await second.getByLabel(texts.confirm.typed).fill('00000000');
        await button(second, texts.confirm.send).click();
        await second.getByText(texts.confirm.differs).waitFor();
        await second.getByLabel(texts.confirm.typed).fill(address.slice(-8));
        await button(second, texts.confirm.send).click();
        await second.getByText(texts.confirm.already).waitFor();

        const third = await run.visits.open(frank, `#/destinations/${id}`);
        await button(third, texts.revoke.open).click();
        await button(third, texts.revoke.keep).click();
        await button(third, texts.revoke.open).click();
        await button(third, texts.revoke.send).click();
        await third.getByText(texts.next['new-id']).waitFor();
      },
    );

    inBrowser(
      'that looks like a known one is refused until somebody names a block in which they differ',
      async (run) => {
        const known = await givenDestination(run);
        const address = lookAlikeOf(known.address);
        const id = newId('payee');
        const page = await run.visits.open(dave, '#/destinations/new');
        await propose(page, id, address);
        const { lookAlike } = texts;
        await page.getByRole('heading', { name: lookAlike.title }).waitFor();
        expect(await button(page, texts.proposal.send).isDisabled()).toBe(true);
        const difference = page.getByRole('group', { name: lookAlike.there(known.id) });
        await difference.getByLabel(lookAlike.block).selectOption({ label: lookAlike.blockNumber(5) });
        await difference.getByLabel(lookAlike.readsHere).fill(fifthBlockOf(address));
        await difference.getByLabel(lookAlike.readsThere).fill('none');
        await difference.getByText(lookAlike.flaws.there).waitFor();
        await difference.getByLabel(lookAlike.readsThere).fill(fifthBlockOf(known.address));
        await difference.getByText(lookAlike.named).waitFor();
        await button(page, texts.proposal.send).click();
        await page.getByRole('heading', { name: id }).waitFor();
      },
    );

    inBrowser('that somebody changes on its way is not confirmed', async (run) => {
      const { id } = await givenDestination(run);
      await run.api.call(dave, 'POST', `/whitelist/${id}/proofs`, { kind: 'micro-payment', quantity: '1' });
      const page = await run.visits.open(erin);
      await page.route(/\/whitelist\/[^/]+$/, async (route) => {
        const response = await route.fetch();
        const address = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
        await route.fulfill({ response, json: { ...(await response.json()), address } });
      });
      await page.evaluate((hash) => location.assign(hash), `#/destinations/${id}`);
      await page.getByRole('alert').getByText(texts.confirm.tampered).waitFor();
      expect(await button(page, texts.confirm.send).count()).toBe(0);
    });
  });
}

/** As the page counts them, from 1. */
const fifthBlockOf = (address: string): string => blocksOf(address)[4] ?? '';
