import * as v from 'valibot';
import { validate } from '../shared/core/validate.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { accountsOf } from './account.ts';
import type { StatementDependencies } from './dependencies.ts';
import { type DaySoFar, makeSoFar } from './make-so-far.ts';

const schema = v.strictObject({ soFar: v.literal(true, 'true') });

/** Whether a call asks for the day up to now. A schedule sends no such field. Throws InvalidInputError. */
export function asksForSoFar(event: unknown): boolean {
  if (typeof event !== 'object' || event === null || !('soFar' in event)) return false;
  return validate('call', schema, event).soFar;
}

/** The day of each account up to now, one after the other. Throws as reads do. */
export async function runSoFar(
  dependencies: StatementDependencies,
  { accounts }: Pick<Policy, 'accounts'>,
): Promise<readonly DaySoFar[]> {
  const days: DaySoFar[] = [];
  for (const account of accountsOf(dependencies.exchange, accounts)) days.push(await makeSoFar(dependencies, account));
  return days;
}
