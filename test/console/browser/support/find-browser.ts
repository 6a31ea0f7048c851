import chromiumPackage from '@sparticuz/chromium';
import { chromium, type LaunchOptions } from 'playwright-core';

/** Names the browser to test in, as a path. */
const pathVariable = 'CONSOLE_BROWSER';

/**
 * The browser that the tests run in: the one that is named, or on Linux x64 the one that npm installed, or elsewhere
 * the Chrome that is there. Undefined where there is none: a developer may do without. Where `CI` is set that is a
 * failure.
 */
export async function findBrowser(): Promise<LaunchOptions | undefined> {
  const named = process.env[pathVariable];
  if (named !== undefined) return { executablePath: named };
  // None of the package's own arguments: they switch off what these tests are about, such as one origin for each page.
  if (process.platform === 'linux' && process.arch === 'x64')
    return { executablePath: await chromiumPackage.executablePath() };
  const installed: LaunchOptions = { channel: 'chrome' };
  try {
    await (await chromium.launch(installed)).close();
    return installed;
  } catch (cause) {
    if (process.env.CI === undefined) return undefined;
    throw new Error(`no browser was found: install Chrome, or name one by ${pathVariable}`, { cause });
  }
}

/** Starts it. It finds no other host than this machine. */
export function launchBrowser(found: LaunchOptions) {
  const onlyThisMachine = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
  return chromium.launch({ ...found, args: [onlyThisMachine] });
}
