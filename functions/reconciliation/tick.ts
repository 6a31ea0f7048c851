import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { publishPauseChanges } from '../shared/ledger/messaging/pause-events.ts';
import type { SeenTurn, TickTurn } from '../shared/ledger/store/tick-turns.ts';
import { recordKinds } from '../shared/matching/exchange-record.ts';
import { type TickCounts, zeroCounts } from './advance.ts';
import { announceBan } from './announce-ban.ts';
import { announceDuePolicy } from './announce-policy.ts';
import { backfillSearch } from './backfill-search.ts';
import { withCircuitBreaker } from './circuit-breaker.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { finishInTurn } from './finish-in-turn.ts';
import { followRecords } from './follow-records.ts';
import { listOpen } from './list-open.ts';
import { lookAtAccounts } from './look-at-account.ts';
import { orReport } from './or-report.ts';
import { settleOrphanedReservations } from './orphaned-reservations.ts';
import { withReadsUntil } from './reads-until.ts';
import { refreshReadings } from './refresh-readings.ts';
import { scanMovements } from './scan-movements.ts';
import { markStaleSending } from './stale-sending.ts';
import { startTurns, type TickPart, type Turn } from './turns.ts';

export interface TickResult extends Readonly<TickCounts> {
  readonly open: number;
  /** Movements at the exchange that are no instruction of ours. */
  readonly unknownMovements: number;
  /** Every instruction that was open when the tick began, as it stands when it ends. */
  readonly instructions: readonly Instruction[];
}

/** Of what is open, as much as can be listed in this time. */
const listingMs = 8_000;

/** What a tick knows: every open instruction as it stands by now, and what was done. */
interface TickState {
  readonly open: readonly Instruction[];
  readonly moved: Map<string, Instruction>;
  readonly counts: TickCounts;
  unknownMovements: number;
}

/**
 * Moves every open instruction on as far as it can go. Safe to run twice, and at the same time as everything else. What
 * is in doubt comes first, and what a tick has no time for comes first in the next one.
 */
export async function tick(given: ReconciliationDependencies): Promise<TickResult> {
  const last = await lastTurn(given);
  const turns = startTurns(given.clock, last);
  const dependencies = withReadsUntil(withCircuitBreaker(given), turns.isOver);
  await announce(dependencies);
  const listUntil = given.clock.now() + listingMs;
  const { open: listed, next } = await listOpen(dependencies, last.open, () => given.clock.now() >= listUntil);
  const open = await markStaleSending(dependencies, listed);
  const state: TickState = { open, moved: new Map(), counts: zeroCounts(), unknownMovements: 0 };
  await turns.run(partsOf(dependencies, state));
  await noteTurn(dependencies, last, { ...turns.noted(), ...(next === undefined ? {} : { open: next }) });
  const instructions = open.map((each) => state.moved.get(each.content.instructionId) ?? each);
  return { open: open.length, ...state.counts, unknownMovements: state.unknownMovements, instructions };
}

/** Each on its own: what takes long in one of them keeps the others for a bounded number of ticks. */
function partsOf(dependencies: ReconciliationDependencies, state: TickState): readonly TickPart[] {
  const { open, moved, counts } = state;
  return [
    ...recordKinds.map((kind) => ({
      name: `follow ${kind}`,
      shareMs: 6_000,
      run: (turn: Turn) => followRecords(dependencies, kind, open, { counts, moved, turn }),
    })),
    { name: 'finish', shareMs: 6_000, run: (turn) => finishInTurn(dependencies, open, moved, turn) },
    {
      name: 'reservations',
      shareMs: 3_000,
      run: (turn) =>
        orReport(dependencies, 'the reservations under the limits could not be listed', () =>
          settleOrphanedReservations(dependencies, open, turn),
        ),
    },
    ...recordKinds.map((kind) => ({
      name: `scan ${kind}`,
      shareMs: 5_000,
      run: async (turn: Turn) => {
        state.unknownMovements += await scanMovements(dependencies, kind, turn);
      },
    })),
    { name: 'search', shareMs: 4_000, run: (turn) => backfillSearch(dependencies, turn) },
    {
      name: 'readings',
      shareMs: 4_000,
      run: (turn) =>
        orReport(dependencies, 'what is known of the exchange could not be refreshed', () =>
          refreshReadings(dependencies, open, turn),
        ),
    },
    {
      name: 'accounts',
      shareMs: 3_000,
      run: (turn) =>
        orReport(dependencies, 'what is in the accounts could not be refreshed', () =>
          lookAtAccounts(dependencies, turn),
        ),
    },
  ];
}

async function announce(dependencies: ReconciliationDependencies): Promise<void> {
  await orReport(dependencies, 'a ban could not be announced', () => announceBan(dependencies));
  await orReport(dependencies, 'a change of the pause could not be told', async () =>
    publishPauseChanges(dependencies, await dependencies.pauses.read()),
  );
  await orReport(dependencies, 'a change of the policy could not be announced', () => announceDuePolicy(dependencies));
}

/** Where it cannot be read, a tick begins at the beginning. */
async function lastTurn({ turns, report }: ReconciliationDependencies): Promise<SeenTurn> {
  const last = await orReport({ report }, 'where the last tick stopped could not be read', () => turns.last());
  return last ?? { noted: 0 };
}

async function noteTurn(dependencies: ReconciliationDependencies, seen: SeenTurn, next: TickTurn): Promise<void> {
  await orReport(dependencies, 'where the tick stopped could not be noted', () => dependencies.turns.note(seen, next));
}
