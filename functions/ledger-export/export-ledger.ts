import type { Clock } from '../shared/core/clock.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { Versioned } from '../shared/ledger/store/versioned.ts';
import { type Exports, ExportUnavailableError } from './exports.ts';
import { failedEvent, type ToldReason } from './failed-event.ts';
import {
  type Claim,
  claimed,
  claimedAgain,
  completed,
  isWorthAnAlarm,
  nextStep,
  type Progress,
  type Setback,
  started,
} from './progress.ts';
import type { ProgressStore } from './progress-store.ts';

export interface ExportParts {
  readonly store: ProgressStore;
  readonly exports: Exports;
  readonly bus: Bus;
  readonly clock: Clock;
  /** A new token for each claim. */
  readonly newToken: () => string;
}

/** Enough to see one export complete, and to begin the next. What is left is the next run's. */
const stepsMax = 8;

/**
 * Goes on with the exports of the table, and answers how far they are. Safe to run twice, and at the same time: each step
 * is one conditional write, and a request that is made twice is one by its token.
 */
export async function exportLedger(parts: ExportParts): Promise<Progress> {
  for (let step = 0; step < stepsMax; step += 1) {
    const seen = await parts.store.read();
    if ((await goOn(parts, seen)) === 'rest') break;
  }
  return (await parts.store.read()).state;
}

/** One step. `rest`: what comes next takes time. */
async function goOn(parts: ExportParts, seen: Versioned<Progress>): Promise<'on' | 'rest'> {
  const { store, exports, clock, newToken } = parts;
  const { state } = seen;
  const next = nextStep(state, clock.now());
  switch (next.kind) {
    case 'wait':
      return 'rest';
    case 'claim':
      await store.write(seen, claimed(state, next.span, newToken(), clock.now()));
      return 'on';
    case 'claim-again':
      return claimAgain(parts, seen, next.claim, next.why);
    case 'start':
      return start(parts, seen, next.claim);
    case 'ask': {
      const found = await exports.ask(next.exportArn);
      if (found.kind === 'under-way') return 'rest';
      if (found.kind === 'failed') return claimAgain(parts, seen, next.claim, 'failed', found);
      await store.write(seen, completed(next.claim));
      return 'on';
    }
  }
}

async function start(parts: ExportParts, seen: Versioned<Progress>, claim: Claim): Promise<'on' | 'rest'> {
  try {
    const answer = await parts.exports.start(claim);
    if (answer.kind === 'out-of-reach') return await claimAgain(parts, seen, claim, 'out-of-reach');
    await parts.store.write(seen, started(seen.state, claim, answer.exportArn));
    return 'on';
  } catch (error) {
    // The claim stays: the next run asks for the same export. People hear of it each time, for it does not heal by itself.
    if (error instanceof ExportUnavailableError) await tell(parts, claim, 'not-taken', reasonOf(error));
    throw error;
  }
}

/** Told before it is written: a crash in between tells it twice, and not never. The next run begins it, in an hour. */
async function claimAgain(
  parts: ExportParts,
  seen: Versioned<Progress>,
  claim: Claim,
  why: Setback,
  told?: ToldReason,
): Promise<'rest'> {
  if (isWorthAnAlarm(claim, why)) await tell(parts, claim, why, told);
  await parts.store.write(seen, claimedAgain(seen.state, claim, why, parts.newToken(), parts.clock.now()));
  return 'rest';
}

async function tell({ bus }: ExportParts, claim: Claim, why: Setback | 'not-taken', told?: ToldReason): Promise<void> {
  await bus.publish([failedEvent(claim, why, told)]);
}

function reasonOf({ cause }: ExportUnavailableError): ToldReason {
  return cause instanceof Error ? { code: cause.name, message: cause.message } : { code: 'unknown', message: '' };
}
