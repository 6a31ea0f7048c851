import { startTime } from '../ground/policy.ts';
import type { WorldOptions } from '../plan/plan.ts';
import type { House } from './house.ts';
import type { Observed } from './observed.ts';
import { endStatuses, instructionOf, type RawInstruction } from './raw.ts';

/** The hourly look for movements that are not ours has come round by then. */
const scannedMs = 2 * 3_600_000 + 1_200_000;

/** Whether nothing is going on, and nothing is left to do. */
export function isAtRest(house: House): boolean {
  const { observer, runner, sweeps, releases } = house;
  if (runner.running > 0 || !sweeps.isEmpty || !releases.isEmpty) return false;
  if (whatIsOpen(observer).length > 0) return false;
  const hasForeign = observer.executions.some(({ post }) => post === undefined);
  return !hasForeign || observer.now() > startTime + house.plan.faultsUntil + scannedMs;
}

/** Instructions that still have something to happen, in words. */
export function whatIsOpen(observed: Observed): string[] {
  return observed
    .items()
    .flatMap((item) => instructionOf(item) ?? [])
    .filter((instruction) => !rests(observed, instruction))
    .map(
      ({ id, state, version, publishedVersion }) =>
        `${id} ${JSON.stringify(state)} version ${version}, published ${publishedVersion}`,
    );
}

function rests({ plan }: Observed, { status, isOpen, version, publishedVersion, content }: RawInstruction): boolean {
  if (publishedVersion !== version) return false;
  // Nobody would ever look at it again.
  if (!isOpen) return endStatuses.has(status);
  if (status === 'needs-attention') return !plan.world.isResolved;
  return status === 'sent' && staysSent(plan.world, String(content.kind));
}

/** What the exchange's records do not show cannot end by itself. */
export function staysSent(
  world: Pick<WorldOptions, 'hasBalanceFlow' | 'lagMaxMs' | 'hidesRows' | 'cutsPages'>,
  kind: string,
): boolean {
  if (world.hidesRows || (world.cutsPages && kind === 'withdrawal')) return true;
  return (kind === 'asset-transfer' && !world.hasBalanceFlow) || world.lagMaxMs > lagBoundMs;
}

/** Records that are later than this count as never shown. */
export const lagBoundMs = 590_000;
