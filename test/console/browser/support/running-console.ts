import type { Browser, LaunchOptions } from 'playwright-core';
import { createDemoContext } from '../../../../infra/local/demo/create-demo-context.ts';
import type { DemoContext } from '../../../../infra/local/demo/demo-context.ts';
import { addDestination, waitForCoolOff } from '../../../../infra/local/demo/destination.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import type { TreasuryApi } from '../../../../infra/local/demo/treasury-api.ts';
import { type LocalStageSelection, openLocalStage } from '../../../../infra/local/local-stage.ts';
import { eventually } from '../../../support/eventually.ts';
import type { ConsoleRun } from './console-run.ts';
import { launchBrowser } from './find-browser.ts';
import { givenHistory } from './given-payment.ts';
import { givenStatements } from './given-statements.ts';
import { Profiles } from './profiles.ts';
import { Visits } from './visits.ts';

/** One of each function that answers people. */
const firstCalls = ['/whitelist', '/pause', '/policy', '/instructions', '/balances'];

/** On a busy machine a function may not be up in the ten seconds that Lambda gives it, and is at the next call. */
async function warmUp(api: TreasuryApi, path: string): Promise<void> {
  await eventually(async () => ((await api.call(personas.dave, 'GET', path)).status < 500 ? true : undefined));
}

/** One browser and one local stack for all tests, with one destination that may be paid. */
export class RunningConsole {
  readonly #profiles: Profiles;
  readonly #demo: DemoContext;
  readonly #url: string;
  readonly #started: AsyncDisposableStack;

  private constructor(browser: Browser, demo: DemoContext, url: string, started: AsyncDisposableStack) {
    this.#profiles = new Profiles(browser);
    this.#demo = demo;
    this.#url = url;
    this.#started = started;
  }

  /** With devices the console is used where browsers have any: at `localhost`. */
  static async start(
    found: LaunchOptions,
    selection: Pick<LocalStageSelection, 'passkeys'> = {},
  ): Promise<RunningConsole> {
    await using started = new AsyncDisposableStack();
    const stage = await openLocalStage(selection);
    started.defer(() => stage.close());
    const silent = () => undefined;
    const demo = await createDemoContext(stage, await stage.view.now(), silent, silent);
    const [browser] = await Promise.all([
      launchBrowser(found),
      ...firstCalls.map((path) => warmUp(demo.api, path)),
      addDestination(demo),
    ]);
    started.defer(() => browser.close());
    await waitForCoolOff(demo);
    const { httpUrl } = demo.stack;
    if (httpUrl === undefined) throw new TypeError('the local stack serves the console');
    const url = selection.passkeys === undefined ? httpUrl : httpUrl.replace('127.0.0.1', 'localhost');
    return new RunningConsole(browser, demo, url, started.move());
  }

  /** Until then what stands out about a payment may change, and no past day has a statement. */
  async givenHistory(): Promise<void> {
    await givenStatements(this.#demo);
    await givenHistory({ api: this.#demo.api, demo: this.#demo });
  }

  /** Gives one test what it uses, and answers with what none of its pages may ever do. */
  async visit(body: (run: ConsoleRun) => Promise<void>): Promise<readonly string[]> {
    const visits = new Visits(this.#profiles, this.#url);
    try {
      await body({ visits, demo: this.#demo, api: this.#demo.api, url: this.#url });
    } catch (error) {
      await visits.end();
      throw error;
    }
    return await visits.end();
  }

  close(): Promise<void> {
    return this.#started.disposeAsync();
  }
}
