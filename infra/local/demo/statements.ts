import * as v from 'valibot';
import { LocalInvocationError } from '../aws/errors.ts';
import type { DemoContext } from './demo-context.ts';
import { waitUntil } from './wait-until.ts';

/** A day up to now, as the function `statements` shows it. */
const daySchema = v.variant('kind', [
  v.object({ kind: v.literal('unknown'), account: v.string(), date: v.string(), reason: v.string() }),
  v.object({
    kind: v.literal('so-far'),
    account: v.string(),
    date: v.string(),
    isBalanced: v.boolean(),
    rowCount: v.number(),
    coins: v.array(
      v.object({
        coin: v.string(),
        opening: v.string(),
        movements: v.string(),
        closing: v.string(),
        difference: v.string(),
      }),
    ),
    remarks: v.array(v.object({ code: v.string(), message: v.string() })),
  }),
]);
type Day = v.InferOutput<typeof daySchema>;
const answerSchema = v.object({ days: v.array(daySchema) });

export interface StatedDayOutcome {
  readonly account: string;
  readonly isBalanced: boolean;
  /** Exact, by coin: what the balances moved without a row, or a row without them. */
  readonly differences: readonly { readonly coin: string; readonly amount: string }[];
}

/** The exchange may show a row later than what it moved: a day that does not balance is looked at again for so long. */
const rowsMs = 60_000;

const isBalanced = (day: Day): boolean => day.kind === 'so-far' && day.isBalanced;

/** Compares all movements of the day with the balances. Null where the exchange does not show its fund statement. */
export async function showStatements({ stack, report }: DemoContext): Promise<readonly StatedDayOutcome[] | null> {
  const days = await waitUntil(
    () => daysSoFar(stack, report),
    (found) => found === undefined || found.every(isBalanced),
    rowsMs,
  );
  if (days === undefined) return null;
  report(`The statement of the day, ${days[0]?.date ?? 'today'} so far: opening + movements = what is there now?`);
  for (const day of days) for (const line of linesOf(day)) report(`  ${line}`);
  return days.map((day) => ({
    account: day.account,
    isBalanced: isBalanced(day),
    differences: differencesOf(day).map(({ coin, difference: amount }) => ({ coin, amount })),
  }));
}

async function daysSoFar(
  stack: DemoContext['stack'],
  report: DemoContext['report'],
): Promise<readonly Day[] | undefined> {
  try {
    return v.parse(answerSchema, await stack.invoke('hashkey-treasury-local-statements', { soFar: true })).days;
  } catch (error) {
    if (!(error instanceof LocalInvocationError)) throw error;
    report(`The exchange does not show the movements of the day: ${error.errorMessage}`);
    return undefined;
  }
}

function linesOf(day: Day): string[] {
  if (day.kind === 'unknown') return [`${day.account}: not known. ${day.reason}`];
  const moved = day.coins.filter(({ movements, difference }) => movements !== '0' || difference !== '0');
  return [
    `${day.account}, ${day.rowCount} movements: ${day.isBalanced ? 'it balances to the last digit' : 'IT DOES NOT BALANCE'}`,
    ...moved.map(
      ({ coin, opening, movements, closing }) => `  ${coin}: ${opening}, moved ${movements}, now ${closing}`,
    ),
    ...differencesOf(day).map(({ coin, difference }) => `  ${coin} differs by ${difference}`),
    ...day.remarks.map(({ code, message }) => `  ${code}: ${message}`),
  ];
}

function differencesOf(day: Day) {
  return day.kind === 'unknown' ? [] : day.coins.filter(({ difference }) => difference !== '0');
}
