import { isTreasuryError } from '../core/errors.ts';
import type { Report } from './report.ts';

/**
 * Does what others must not wait for. Where it fails, that is reported with `detail`, and the answer is undefined: a
 * later tick tries again. An error that is not ours goes on.
 */
export async function orReport<Value>(
  { report }: { readonly report: Report },
  what: string,
  action: () => Promise<Value>,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<Value | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report(what, { ...detail, error });
    return undefined;
  }
}
