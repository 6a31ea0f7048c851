import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { Persona } from '../../../../infra/local/demo/personas.ts';

/** Far more than anything takes, also on a busy machine. */
const patienceMs = 60_000;

/** What a browser keeps for each person: the login, and the files of the console that it has loaded already. */
export class Profiles {
  readonly #browser: Browser;
  readonly #byName = new Map<string, Promise<BrowserContext>>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** The same for all tests. `use`: those of another use do not see which language was chosen there. */
  of({ email }: Persona, use: string): Promise<BrowserContext> {
    const name = `${use} ${email}`;
    const profile = this.#byName.get(name) ?? this.fresh();
    this.#byName.set(name, profile);
    return profile;
  }

  /** Of somebody who has never been here. */
  async fresh(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ locale: 'en-GB', ...options });
    context.setDefaultTimeout(patienceMs);
    return context;
  }
}
