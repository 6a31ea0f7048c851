import type { DemoContext } from '../../../../infra/local/demo/demo-context.ts';
import type { TreasuryApi } from '../../../../infra/local/demo/treasury-api.ts';
import type { Visits } from './visits.ts';

/** What one test uses. All tests share the stack and the browser. */
export interface ConsoleRun {
  readonly visits: Visits;
  readonly demo: DemoContext;
  /** The same API that the console uses, for what a test needs to be there. */
  readonly api: TreasuryApi;
  readonly url: string;
}
