import type { Clock } from '../shared/core/clock.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { RegistryHeads } from '../shared/ledger/passkeys/registry-heads.ts';
import type { Versioned } from '../shared/ledger/store/versioned.ts';
import { type Exports, ExportUnavailableError } from './exports.ts';
import { exportFailedEvent, type FailureDetail } from './failed-event.ts';
import {
  claimed,
  claimedAgain,
  completed,
  type ExportClaim,
  type ExportProgress,
  nextStep,
  type RetryReason,
  shouldAlarm,
  started,
} from './progress.ts';
import type { ProgressStore } from './progress-store.ts';

export interface ExportDependencies {
  readonly store: ProgressStore;
  readonly exports: Exports;
  readonly bus: Bus;
  /** What the registry of devices comes to is kept with each day, so that its export has it. */
  readonly registryHeads: RegistryHeads;
  readonly clock: Clock;
  /** A new token for each claim. */
  readonly newToken: () => string;
}

/** Enough to see one export complete, and to begin the next. What is left is the next run's. */
const stepsMax = 8;

/**
 * Goes on with the exports of the table, and answers how far they are. Safe to run twice, and at the same time: each
 * step is one conditional write, and a request that is made twice is one by its token.
 */
export async function exportLedger(dependencies: ExportDependencies): Promise<ExportProgress> {
  for (let step = 0; step < stepsMax; step += 1) {
    const seen = await dependencies.store.read();
    if ((await runStep(dependencies, seen)) === 'rest') break;
  }
  return (await dependencies.store.read()).state;
}

/** One step. `rest`: what comes next takes time. */
async function runStep(dependencies: ExportDependencies, seen: Versioned<ExportProgress>): Promise<'on' | 'rest'> {
  const { store, exports, registryHeads, clock, newToken } = dependencies;
  const { state } = seen;
  const next = nextStep(state, clock.now());
  switch (next.kind) {
    case 'wait':
      return 'rest';
    case 'claim':
      // It is in the export after this one, which begins where this one ends. A crash in between keeps it twice.
      await registryHeads.record();
      await store.write(seen, claimed(state, next.span, newToken(), clock.now()));
      return 'on';
    case 'claim-again':
      return claimAgain(dependencies, seen, next.claim, next.why);
    case 'start':
      return start(dependencies, seen, next.claim);
    case 'ask': {
      const found = await exports.describe(next.exportArn);
      if (found.kind === 'under-way') return 'rest';
      if (found.kind === 'failed') return claimAgain(dependencies, seen, next.claim, 'failed', found);
      await store.write(seen, completed(next.claim));
      return 'on';
    }
  }
}

async function start(
  dependencies: ExportDependencies,
  seen: Versioned<ExportProgress>,
  claim: ExportClaim,
): Promise<'on' | 'rest'> {
  try {
    const answer = await dependencies.exports.start(claim);
    if (answer.kind === 'out-of-reach') return await claimAgain(dependencies, seen, claim, 'out-of-reach');
    await dependencies.store.write(seen, started(seen.state, claim, answer.exportArn));
    return 'on';
  } catch (error) {
    // The claim stays: the next run asks for the same export. People hear of it each time, for it does not heal by
    // itself.
    if (error instanceof ExportUnavailableError)
      await publishFailure(dependencies, claim, 'not-taken', reasonOf(error));
    throw error;
  }
}

/** Told before it is written: a crash in between tells it twice, and not never. The next run begins it, in an hour. */
async function claimAgain(
  dependencies: ExportDependencies,
  seen: Versioned<ExportProgress>,
  claim: ExportClaim,
  why: RetryReason,
  failure?: FailureDetail,
): Promise<'rest'> {
  if (shouldAlarm(claim, why)) await publishFailure(dependencies, claim, why, failure);
  await dependencies.store.write(
    seen,
    claimedAgain(seen.state, claim, why, dependencies.newToken(), dependencies.clock.now()),
  );
  return 'rest';
}

async function publishFailure(
  { bus }: ExportDependencies,
  claim: ExportClaim,
  why: RetryReason | 'not-taken',
  failure?: FailureDetail,
): Promise<void> {
  await bus.publish([exportFailedEvent(claim, why, failure)]);
}

function reasonOf({ cause }: ExportUnavailableError): FailureDetail {
  return cause instanceof Error ? { code: cause.name, message: cause.message } : { code: 'unknown', message: '' };
}
