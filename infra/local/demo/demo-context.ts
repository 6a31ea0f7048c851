import type { RunningStack } from '../aws/stack.ts';
import type { LocalStage } from '../local-stage.ts';
import type { Alarms } from './alarms.ts';
import type { Mails } from './mails.ts';
import type { DemoRefusals } from './refusals.ts';
import type { StatusWatch } from './status-watch.ts';
import type { TreasuryApi } from './treasury-api.ts';

export type ReportLine = (line: string) => void;

/** What every part of the demo uses. */
export interface DemoContext {
  readonly localStage: LocalStage;
  readonly stack: RunningStack;
  readonly api: TreasuryApi;
  readonly watch: StatusWatch;
  readonly alarms: Alarms;
  readonly mails: Mails;
  readonly refusals: DemoRefusals;
  readonly report: ReportLine;
  /** How much is paid. */
  readonly quantity: string;
  /** Makes the ids of this run: another run asks for other instructions. */
  readonly idOf: (what: string) => string;
}
