import type { RunningStack } from '../aws/stack.ts';
import type { LocalHouse } from '../local-stage.ts';
import type { Alarms } from './alarms.ts';
import type { Refusals } from './refusals.ts';
import type { StatusWatch } from './status-watch.ts';
import type { TreasuryApi } from './treasury-api.ts';

export type Tell = (line: string) => void;

/** What every part of the story plays on. */
export interface Scene {
  readonly house: LocalHouse;
  readonly stack: RunningStack;
  readonly api: TreasuryApi;
  readonly watch: StatusWatch;
  readonly alarms: Alarms;
  readonly refusals: Refusals;
  readonly tell: Tell;
  /** How much is paid. */
  readonly quantity: string;
  /** Makes the ids of this run: another run asks for other instructions. */
  readonly idOf: (what: string) => string;
}
