import type { Flaw } from '../../../api/errors.ts';
import { type AskedField, fieldFor } from './objections.ts';
import type { RequestForm } from './request-form.ts';

/** Why the API did not take what was asked for. */
export interface FormProblem {
  readonly words: string;
  readonly flaws: readonly Flaw[];
  /** What was asked for. */
  readonly form: RequestForm;
}

/** What the API said of a field, as long as it is as it was sent. */
export function saidOf(field: AskedField, problem: FormProblem | undefined, form: RequestForm): string | undefined {
  if (problem === undefined || problem.form[field] !== form[field]) return undefined;
  const flaws = problem.flaws.filter((flaw) => fieldFor(flaw.field) === field);
  return flaws.length === 0 ? undefined : flaws.map(({ reason, expected }) => `${reason}; ${expected}`).join('. ');
}
