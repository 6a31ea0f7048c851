import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { texts as devices } from '../../../../console/texts/en/devices.ts';
import { texts as payments } from '../../../../console/texts/en/payments.ts';
import { texts as shell } from '../../../../console/texts/en/shell.ts';
import { texts as stop } from '../../../../console/texts/en/stop.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import { findings } from '../support/accessibility.ts';
import type { ConsoleRun } from '../support/console-run.ts';
import { deviceInForce, devicesOf, givenProposedDevice } from '../support/given-device.ts';
import { givenPayment, paymentIn, readPayment } from '../support/given-payment.ts';
import { pretendRestored } from '../support/given-restore.ts';
import type { About } from '../support/in-browser.ts';
import { type RootKeys, rootOf } from '../support/root-keys.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { VirtualDevice } from '../support/virtual-device.ts';

const { bob, carol, dave, erin, frank, grace } = personas;

const place = '#/devices';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const outcome = (page: Page) => page.getByRole('status', { name: payments.outcome.title });
const goTo = (page: Page, hash: string) => page.evaluate((to) => location.assign(to), hash);

/** A tab with a device in it that has no key yet. */
async function openWithDevice(run: ConsoleRun, person: typeof bob, at = place) {
  const page = await run.visits.open(person, at);
  return { page, device: await VirtualDevice.in(page) };
}

/** A tab of somebody whose device the stage begins with. */
async function openWithRoot(run: ConsoleRun, person: typeof bob, roots: RootKeys, at = place) {
  const opened = await openWithDevice(run, person, at);
  await opened.device.add(rootOf(roots, person).key);
  return opened;
}

async function enroll(page: Page, name: string): Promise<void> {
  await page.getByText(devices.second).waitFor();
  await page.getByLabel(devices.name).fill(name);
  await button(page, devices.enroll).click();
  await card(page, name).getByText(devices.states.proposed).waitFor();
}

/** Asks for it, reads what is signed, and signs. */
async function confirm(page: Page, name: string, owner: string): Promise<void> {
  const about = `${name}, ${owner}`;
  await page.getByRole('button', { name: `${devices.confirm.ask} (${about})` }).click();
  await page.getByText(`“${about}”`).waitFor();
  await button(page, devices.confirm.confirm).click();
}

async function approve(page: Page, id: string): Promise<void> {
  await button(page, payments.decide.approve).waitFor();
  for (const point of await page.getByLabel(payments.risks.acknowledge).all()) await point.check();
  await button(page, payments.decide.approve).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`${shell.signs.payment} “${id}”`).waitFor();
  await dialog.getByRole('button', { name: /^Approve .+ now$/ }).click();
  await outcome(page).waitFor();
}

/** What the page asks the treasury from now on, but to read. */
function callsOf(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== 'GET') calls.push(`${request.method()} ${pathname}`);
  });
  return calls;
}

/** Somebody in between has another thing signed than what is shown. */
async function tamperChallenges(page: Page): Promise<void> {
  await page.route(/\/passkeys\/challenges$/, async (route) => {
    const response = await route.fetch();
    const given = await response.json();
    await route.fulfill({ response, json: { ...given, subject: { ...given.subject, digest: 'a'.repeat(64) } } });
  });
}

/** Two people let a coin that nobody pays go on, after the policy has come to ask for signatures there too. */
async function resumeByBoth(run: ConsoleRun, first: Page, second: Page): Promise<void> {
  await run.demo.localStage.deploy({ require: 'all' });
  await run.api.call(bob, 'PUT', '/pause', { scope: 'coin:USD', reason: 'a call from the bank' });
  const scope = stop.scopes.coin('USD');
  await goTo(first, '#/stop');
  const { first: one, second: two } = stop.steps;
  await first.getByRole('button', { name: `${one.ask} (${scope})` }).click();
  // The page does not know yet. So nothing is signed before it says what.
  await button(first, one.confirm(scope)).click();
  await first.getByText(shell.failure.device.asked).waitFor();
  await first.getByText(`${shell.signs.pause} “${scope}”`).waitFor();
  await button(first, one.confirm(scope)).click();
  await first.getByText(stop.ownResume).waitFor();
  await goTo(second, '#/stop');
  await second.reload();
  await second.getByRole('button', { name: `${two.ask} (${scope})` }).click();
  await second.getByText(`${shell.signs.pause} “${scope}”`).waitFor();
  await button(second, two.confirm(scope)).click();
  await second.getByText(stop.nothing).waitFor();
}

export function checkDevices(about: About, roots: RootKeys): void {
  about('devices', (inBrowser) => {
    inBrowser(
      'of two people are enrolled, confirmed by a third, approve what then goes out, and resume',
      async (run) => {
        const { id } = await givenPayment(run);
        const first = await openWithDevice(run, bob);
        await enroll(first.page, 'laptop of bob');
        const second = await openWithDevice(run, carol, `#/payments/${id}`);
        await approve(second.page, id);
        await outcome(second.page).getByText(shell.failure.device.none).waitFor();
        await outcome(second.page).getByRole('link', { name: shell.pages.devices }).click();
        await enroll(second.page, 'telephone of carol');

        const { page: confirming } = await openWithRoot(run, erin, roots);
        expect(await findings(confirming)).toEqual([]);
        await confirm(confirming, 'laptop of bob', bob.email);
        await card(confirming, 'laptop of bob').getByText(devices.steps.confirmed, { exact: true }).waitFor();
        await confirm(confirming, 'telephone of carol', carol.email);
        await card(confirming, 'telephone of carol').getByText(devices.steps.confirmed, { exact: true }).waitFor();
        const { credentialId } = await deviceInForce(run, bob);
        await deviceInForce(run, carol);

        await goTo(first.page, `#/payments/${id}`);
        await approve(first.page, id);
        await outcome(first.page).getByText(payments.outcome.kept.approve).waitFor();
        await goTo(second.page, `#/payments/${id}`);
        await approve(second.page, id);
        await outcome(second.page).getByText(payments.outcome.approved).waitFor();
        const paid = await paymentIn(run, id, ['settled']);
        expect(JSON.stringify(paid)).toContain(credentialId);
        await resumeByBoth(run, first.page, second.page);
      },
    );

    inBrowser('sign nothing else than what is shown: an answer that was changed on its way is refused', async (run) => {
      const { name } = await givenProposedDevice(run, dave);
      const { page } = await openWithRoot(run, frank, roots);
      await tamperChallenges(page);
      const calls = callsOf(page);
      await confirm(page, name, dave.email);
      await page.getByRole('alert').getByText(shell.failure.device.differs).waitFor();
      expect(calls).toEqual(['POST /passkeys/challenges']);
      expect(await devicesOf(run, dave)).toContainEqual(expect.objectContaining({ name, status: 'proposed' }));
    });

    inBrowser('accept a restored table of devices as it is shown, and say who is missing', async (run) => {
      const { page } = await openWithRoot(run, frank, roots);
      const { accepted } = await pretendRestored(page, frank.email);
      await page.reload();
      const { restored } = devices;
      await page.getByText(restored.two, { exact: true }).waitFor();
      expect(await findings(page)).toEqual([]);
      await takeScreenshot(page, 'devices-restored');
      await page.getByRole('button', { name: `${restored.accept.ask} (${restored.title})` }).click();
      await page.getByText(shell.signs.restore).waitFor();
      await button(page, restored.accept.confirm).click();
      await page.getByText(restored.own).waitFor();
      await page.getByText(restored.another, { exact: true }).waitFor();
      expect(accepted).toEqual([{ digest: expect.any(String), word: expect.any(Object) }]);
    });

    inBrowser('that give no answer decide nothing, and the next press asks anew', async (run) => {
      const { name } = await givenProposedDevice(run, dave);
      const { page, device } = await openWithRoot(run, grace, roots);
      await device.setVerified(false);
      const calls = callsOf(page);
      await confirm(page, name, dave.email);
      await page.getByRole('alert').getByText(shell.failure.device['no-answer']).waitFor();
      await device.setVerified(true);
      await button(page, devices.confirm.confirm).click();
      await card(page, name).getByText(devices.steps.confirmed, { exact: true }).waitFor();
      const confirmed = await devicesOf(run, dave);
      const { credentialId } = confirmed.find((each) => each.name === name) ?? { credentialId: '' };
      const challenges = ['POST /passkeys/challenges', 'POST /passkeys/challenges'];
      expect(calls).toEqual([...challenges, `POST /passkeys/${credentialId}/confirmations`]);
    });

    inBrowser('are asked for by nobody who only stops something', async (run) => {
      const { id } = await givenPayment(run);
      const page = await run.visits.open(bob, `#/payments/${id}`);
      const calls = callsOf(page);
      await button(page, payments.decide.decline).click();
      await page.getByLabel(payments.decide.reason).fill('not our invoice');
      await button(page, payments.decide.declineNow).click();
      await outcome(page).waitFor();
      expect(calls).toEqual([`POST /instructions/${id}/approvals`]);
      expect(await readPayment(run, id)).toMatchObject({ status: 'declined' });

      const { name, credentialId } = await givenProposedDevice(run, dave);
      await goTo(page, place);
      await page.getByRole('button', { name: `${devices.revoke.ask} (${name}, ${dave.email})` }).click();
      await button(page, devices.revoke.confirm).click();
      await card(page, name).getByText(devices.steps.revoked, { exact: true }).waitFor();
      expect(calls.at(-1)).toBe(`DELETE /passkeys/${credentialId}`);
    });
  });
}
