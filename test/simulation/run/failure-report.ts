import type { Plan } from '../plan/plan.ts';
import type { Violation } from './observed.ts';
import type { RunResult, TraceLine } from './run-plan.ts';
import { runSeed } from './run-seed.ts';
import { replay, shrink } from './shrink.ts';

/** A failing seed told shortly: how to see it again, what happened, and what is wrong. */
export async function failureReport(seed: number): Promise<string[]> {
  const { violation, simulation } = await runSeed(seed);
  if (violation === undefined) return [`seed ${seed} violates nothing`];
  const { plan, faults } = simulation;
  const again = await replay(plan, faults.fired, false);
  const isSame = JSON.stringify(again.violation) === JSON.stringify(violation);
  const shrunk = await shrink(plan, faults.fired, violation.invariant);
  return [
    `seed ${seed} violates: ${violation.invariant}`,
    `  ${violation.what}`,
    `  again: npm run simulate -- --seed ${seed}${isSame ? '' : '   (its faults alone do NOT bring it about again)'}`,
    `  shrunk in ${shrunk.runs} runs from ${sizeOf(plan, faults.fired)} to ${sizeOf(shrunk.plan, shrunk.faults)}:`,
    ...traceOf(shrunk.ran).map((line) => `    ${line}`),
  ];
}

/** Every line of a run, with the violation as the last one. */
export function traceOf({ lines, violation }: RunResult): string[] {
  const traced = lines.filter(({ what }) => what !== 'tick done').map(formatLine);
  return violation === undefined ? [...traced, 'nothing is violated'] : [...traced, violationLine(violation)];
}

function violationLine({ at, invariant, what }: Violation): string {
  return formatLine({ at, who: 'VIOLATION', what: `${invariant}: ${what}` });
}

function formatLine({ at, who, what }: TraceLine): string {
  return `${new Date(at).toISOString().slice(11, 23)}  ${who.padEnd(22)}  ${what}`;
}

function sizeOf({ actions }: Plan, faults: readonly unknown[]): string {
  return `${actions.length} actions and ${faults.length} faults`;
}
