import { instructionOf, isRecord, type Raw, type RawInstruction } from './raw.ts';
import { entryOf } from './raw-entry.ts';
import type { Simulation } from './simulation.ts';

/** How often each thing happened, by its name. */
export type Tally = Map<string, number>;

/** What a number of runs went through. */
export interface Counts {
  schedules: number;
  crashes: number;
  readonly instructions: Tally;
  readonly faults: Tally;
  /** How each unknown outcome was resolved. */
  readonly unknown: Tally;
  /** What people did, and why payments were stopped. */
  readonly authorization: Tally;
  /** What became of devices, and what was signed with them. */
  readonly devices: Tally;
}

export function emptyCounts(): Counts {
  return {
    schedules: 0,
    crashes: 0,
    instructions: new Map(),
    faults: new Map(),
    unknown: new Map(),
    authorization: new Map(),
    devices: new Map(),
  };
}

export function count(counts: Counts, simulation: Simulation): void {
  const { runner, faults, table } = simulation;
  countDevices(counts.devices, simulation);
  counts.schedules += 1;
  counts.crashes += runner.crashes;
  for (const { kind } of faults.fired) add(counts.faults, kind);
  for (const instruction of table.all().map(instructionOf)) {
    if (instruction === undefined) continue;
    add(counts.instructions, instruction.status);
    countUnknown(counts.unknown, instruction);
    if (instruction.content.kind !== 'asset-transfer') countAuthorization(counts.authorization, instruction);
  }
  for (const entry of table.all().map(entryOf))
    if (entry !== undefined) add(counts.authorization, `destination ${entry.status}`);
}

function countDevices(tally: Tally, { plan, heads, observer, table }: Simulation): void {
  if (plan.world.devices === undefined) return;
  add(tally, plan.world.devices.isIntruded ? 'schedules with an intruder' : 'schedules without one');
  for (const { entry } of heads.all()) if (isRecord(entry)) add(tally, `device ${entry.to}`);
  add(tally, 'signatures made by people', observer.devices.allWords().length);
  const approvals = table.all().flatMap((item) => instructionOf(item)?.approvals ?? []);
  add(tally, 'approvals with a signature', approvals.filter(({ word }) => word !== undefined).length);
}

export function addCounts(counts: Counts, more: Counts): void {
  counts.schedules += more.schedules;
  counts.crashes += more.crashes;
  for (const name of ['instructions', 'faults', 'unknown', 'authorization', 'devices'] as const) {
    for (const [key, value] of more[name]) add(counts[name], key, value);
  }
}

function add(tally: Tally, name: string, value = 1): void {
  tally.set(name, (tally.get(name) ?? 0) + value);
}

/** Before it is sent. */
function countAuthorization(tally: Tally, { history }: RawInstruction): void {
  for (const { from, to, reason } of history) {
    const isBefore = from === 'requested' || from === 'awaiting-approval' || from === 'approved' || from === 'sending';
    if (isBefore && reason !== undefined && to !== 'unknown' && to !== 'failed')
      add(tally, `${from} to ${to}: ${reason}`);
  }
}

/** What became of each time that an instruction was unknown. */
function countUnknown(tally: Tally, { history, status }: RawInstruction): void {
  for (const [index, entry] of history.entries()) {
    if (entry.from === 'unknown' && entry.to !== 'unknown') add(tally, resolutionOf(entry));
    if (entry.from === 'needs-attention' && entry.reason === 'resolved') add(tally, `resolved by people: ${entry.to}`);
    const isLast = index === history.length - 1;
    if (isLast && status === 'unknown') add(tally, 'still unknown');
  }
}

function resolutionOf({ to, by, reason }: Raw): string {
  if (to === 'sent') return by === 'reconciliation' ? 'found in the records' : 'found by a late answer';
  if (to === 'approved') return 'proven absent, sent again';
  if (to === 'failed') return 'proven absent, failed';
  return `needs attention: ${reason}`;
}

/** One line for each number. */
export function linesOf({
  schedules,
  crashes,
  instructions,
  faults,
  unknown,
  authorization,
  devices,
}: Counts): string[] {
  return [
    `schedules ${schedules}`,
    `crashes ${crashes}`,
    ...section('instructions', instructions),
    ...section('faults', faults),
    ...section('unknown outcomes', unknown),
    ...section('authorization', authorization),
    ...section('devices', devices),
  ];
}

function section(title: string, tally: Tally): string[] {
  const total = [...tally.values()].reduce((sum, each) => sum + each, 0);
  const rows = [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `  ${name} ${value}`);
  return [`${title} ${total}`, ...rows];
}
