import { RefusedError } from './errors.ts';

/** What the API says of one field, where it refused the whole for it. */
export function flawOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof RefusedError)) return undefined;
  const flaw = error.details.find((each) => each.field === field);
  return flaw === undefined ? undefined : `${flaw.reason}: ${flaw.expected}`;
}

/** Whether an error is shown beside one of these fields, and need not be shown as a whole. */
export const isShownBeside = (error: unknown, fields: readonly string[]): boolean =>
  fields.some((field) => flawOf(error, field) !== undefined);
