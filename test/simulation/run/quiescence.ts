import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { startTime } from '../fakes/simulated-policy.ts';
import { unfollowedDeposits } from './deposits.ts';
import type { Observed } from './observed.ts';
import { endStatuses, instructionOf, type RawInstruction } from './raw.ts';
import { entryOf } from './raw-entry.ts';
import type { Simulation } from './simulation.ts';
import { visibleFrom } from './visible-from.ts';

/** The hourly look for movements that are not ours has come round by then. */
const scannedMs = 2 * 3_600_000 + 1_200_000;

/** Seldom ticks come within this time. */
const justMs = 420_000;
const soonMs = 3 * 3_600_000;

/** Whether nothing is going on, and nothing is left to do. */
export function isQuiescent(simulation: Simulation): boolean {
  const { observer, runner, sweeps, releases } = simulation;
  if (runner.running > 0 || !sweeps.isEmpty || !releases.isEmpty) return false;
  if (openInstructions(observer).length > 0) return false;
  if (pendingEntries(observer.items()).length > 0) return false;
  if (unfollowedDeposits(observer).length > 0) return false;
  if (awaitsRecords(observer)) return false;
  const hasForeign = observer.executions.some(({ post }) => post === undefined);
  return !hasForeign || observer.now() > startTime + simulation.plan.faultsUntil + scannedMs;
}

/**
 * Entries of the whitelist that wait for the exchange's list, for the end of a cool-off, or for their events; in words.
 */
export function pendingEntries(items: readonly Item[]): string[] {
  const rows = items.find(({ pk }) => pk === 'whitelist')?.rows;
  const entries = items.flatMap((item) => entryOf(item) ?? []);
  const unmade = Array.isArray(rows) && rows.length > entries.length ? ['an entry is only in the directory'] : [];
  const waiting = entries.filter(
    ({ status, version, publishedVersion }) => status === 'cooling-off' || version !== publishedVersion,
  );
  return [...unmade, ...waiting.map(({ id, status }) => `${id} is ${status}`)];
}

/** Whether the records will soon show, or have just shown, what people are asked about. */
function awaitsRecords(observer: Observed): boolean {
  const now = observer.exchange.now();
  const waiting = observer
    .items()
    .map(instructionOf)
    .filter((each) => each?.status === 'needs-attention');
  return waiting.some((each) => {
    const from = visibleFrom(observer, each?.id ?? '');
    return from !== undefined && from > now - justMs && from < now + soonMs;
  });
}

/** Instructions that still have something to happen, in words. */
export function openInstructions(observed: Observed): string[] {
  return observed
    .items()
    .flatMap((item) => instructionOf(item) ?? [])
    .filter((instruction) => !isInstructionQuiescent(observed, instruction))
    .map(
      ({ id, state, version, publishedVersion }) =>
        `${id} ${JSON.stringify(state)} version ${version}, published ${publishedVersion}`,
    );
}

function isInstructionQuiescent(
  { plan }: Observed,
  { status, isOpen, version, publishedVersion }: RawInstruction,
): boolean {
  if (publishedVersion !== version) return false;
  // Nobody would ever look at it again.
  if (!isOpen) return endStatuses.has(status);
  // Nothing is left at the exchange in silence: what does not end goes to people.
  return status === 'needs-attention' && !plan.world.isResolved;
}
