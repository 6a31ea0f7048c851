import type { Browser, LaunchOptions } from 'playwright-core';
import { createDemoContext } from '../../../../infra/local/demo/create-demo-context.ts';
import type { DemoContext } from '../../../../infra/local/demo/demo-context.ts';
import { addDestination, waitForCoolOff } from '../../../../infra/local/demo/destination.ts';
import { personas } from '../../../../infra/local/demo/personas.ts';
import type { TreasuryApi } from '../../../../infra/local/demo/treasury-api.ts';
import { openLocalStage } from '../../../../infra/local/local-stage.ts';
import { eventually } from '../../../support/eventually.ts';
import { launchBrowser } from './find-browser.ts';
import { Visits } from './visits.ts';

/** One of each function that answers people. */
const firstCalls = ['/whitelist', '/pause', '/policy', '/instructions', '/balances'];

/** On a busy machine a function may not be up in the ten seconds that Lambda gives it, and is at the next call. */
async function warmUp(api: TreasuryApi, path: string): Promise<void> {
  await eventually(async () => ((await api.call(personas.dave, 'GET', path)).status < 500 ? true : undefined));
}

/** One browser and one local stack for all tests, with one destination that may be paid. */
export class ConsoleRun {
  readonly visits: Visits;
  readonly demo: DemoContext;
  /** The same API that the console uses, for what a test needs to be there. */
  readonly api: TreasuryApi;
  readonly url: string;
  readonly #started: AsyncDisposableStack;

  private constructor(browser: Browser, demo: DemoContext, url: string, started: AsyncDisposableStack) {
    this.visits = new Visits(browser, url);
    this.demo = demo;
    this.api = demo.api;
    this.url = url;
    this.#started = started;
  }

  static async start(found: LaunchOptions): Promise<ConsoleRun> {
    await using started = new AsyncDisposableStack();
    const stage = await openLocalStage();
    started.defer(() => stage.close());
    const silent = () => undefined;
    const demo = await createDemoContext(stage, await stage.view.now(), silent, silent);
    for (const path of firstCalls) await warmUp(demo.api, path);
    await addDestination(demo);
    const browser = await launchBrowser(found);
    started.defer(() => browser.close());
    await waitForCoolOff(demo);
    const { httpUrl } = demo.stack;
    if (httpUrl === undefined) throw new TypeError('the local stack serves the console');
    return new ConsoleRun(browser, demo, httpUrl, started.move());
  }

  close(): Promise<void> {
    return this.#started.disposeAsync();
  }
}
