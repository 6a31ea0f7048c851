import { expect, test } from '@jest/globals';
import type { ConsoleRun } from './console-run.ts';

/** Adds a test of the console. Many of them run at once: none may hang on what another one does. */
export type InBrowser = (name: string, body: (run: ConsoleRun) => Promise<void>) => void;

/** Adds the tests of one subject, which is the start of their names. */
export type About = (subject: string, add: (inBrowser: InBrowser) => void) => void;

/** `visit` gives a test what it uses, and answers with what none of its pages may ever do. */
export function testsInBrowser(visit: (body: (run: ConsoleRun) => Promise<void>) => Promise<readonly string[]>): About {
  return (subject, add) =>
    add((name, body) =>
      test.concurrent(`${subject} ${name}`, async () => {
        expect(await visit(body)).toEqual([]);
      }),
    );
}
