import { afterAll, beforeAll, describe } from '@jest/globals';
import { personas } from '../../../infra/local/demo/personas.ts';
import { checkDevices } from './flows/devices.ts';
import { findBrowser } from './support/find-browser.ts';
import { testsInBrowser } from './support/in-browser.ts';
import { createRootKeys, rootLines } from './support/root-keys.ts';
import { RunningConsole } from './support/running-console.ts';

/* The console of a stage whose approvals are signed, in a browser that has devices for tests. */

const { erin, frank, grace } = personas;
const roots = createRootKeys([erin, frank, grace]);

const found = await findBrowser();
const inBrowser = found === undefined ? describe.skip : describe;

inBrowser('the console with devices', () => {
  let running: RunningConsole | undefined;
  const about = testsInBrowser((body) => {
    if (running === undefined) throw new TypeError('what the tests use was not started');
    return running.visit(body);
  });
  beforeAll(async () => {
    if (found === undefined) return;
    running = await RunningConsole.start(found, { passkeys: { require: 'approvals', roots: rootLines(roots) } });
  }, 300_000);
  afterAll(() => running?.close());

  checkDevices(about, roots);
});
