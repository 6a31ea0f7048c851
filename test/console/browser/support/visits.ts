import type { BrowserContext, BrowserContextOptions, ConsoleMessage, Locator, Page, Request } from 'playwright-core';
import type { Persona } from '../../../../infra/local/demo/personas.ts';
import { eventually } from '../../../support/eventually.ts';
import type { Profiles } from './profiles.ts';

/** On a busy machine a function may not be up in the time that Lambda gives it: a person then loads the page again. */
const comesMs = 20_000;

async function comes(what: Locator): Promise<true | undefined> {
  return await what.waitFor({ timeout: comesMs }).then(
    () => true,
    () => undefined,
  );
}

const thisMachine = ['127.0.0.1', 'localhost'];

/** What the people of one test do in the browser: each has a profile of their own. */
export class Visits {
  readonly #profiles: Profiles;
  readonly #url: string;
  readonly #strangers: BrowserContext[] = [];
  readonly #tabs: Page[] = [];
  readonly #problems: string[] = [];

  constructor(profiles: Profiles, url: string) {
    this.#profiles = profiles;
    this.#url = url;
  }

  /** A new tab of this person, logged in, at a page of the console. */
  async open(person: Persona, place = '#/', use?: string): Promise<Page> {
    const page = await this.tab(person, use);
    this.watch(page);
    await this.logIn(page, person, place);
    return page;
  }

  /** A new tab of this person, for whatever they do beside the console. Nothing of it is watched. */
  async tab(person: Persona, use = 'work'): Promise<Page> {
    const page = await (await this.#profiles.of(person, use)).newPage();
    this.#tabs.push(page);
    return page;
  }

  /** A tab of somebody who has never been here. */
  async stranger(options: BrowserContextOptions = {}): Promise<Page> {
    const profile = await this.#profiles.fresh(options);
    this.#strangers.push(profile);
    return profile.newPage();
  }

  /** Goes to the console, by way of the login where the provider does not know the person yet. */
  async logIn(page: Page, person: Persona, place = '#/'): Promise<void> {
    const choice = page.getByRole('button', { name: person.email });
    const inside = page.getByRole('navigation');
    await eventually(async () => {
      await page.goto(`${this.#url}/${place}`);
      return await comes(choice.or(inside));
    });
    if (await choice.isVisible()) await choice.click();
    await inside.waitFor();
  }

  /** From now on this page may not fail, nor show a dialog, nor have anything refused by its policy, nor ask others. */
  watch(page: Page): void {
    page.on('console', (message) => this.#hear(message));
    page.on('pageerror', (error) => this.#problems.push(`uncaught: ${error.message}`));
    page.on('request', (request) => this.#look(request));
    page.on('dialog', (dialog) => {
      this.#problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Closes all tabs, and gives back what no watched page may ever do. */
  async end(): Promise<readonly string[]> {
    const pages = [...this.#tabs.splice(0), ...this.#strangers.flatMap((profile) => profile.pages())];
    // What a test does to answers is done with first: a page that closes meanwhile would fail it later.
    await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'wait' })));
    await Promise.all(pages.map((page) => page.close()));
    await Promise.all(this.#strangers.splice(0).map((profile) => profile.close()));
    return this.#problems.splice(0);
  }

  #hear(message: ConsoleMessage): void {
    // A refusal of the API is an answer, and the browser calls it an error.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) this.#problems.push(`console: ${message.text()}`);
  }

  #look(request: Request): void {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && !thisMachine.includes(hostname)) this.#problems.push(`asked ${request.url()}`);
  }
}
