import * as v from 'valibot';
import { namePattern } from '../../shared/core/schemas.ts';
import type { AskedDay } from './read-days.ts';

const form = 'an account and a day, such as "custody.2026-11-20"';
// The name of an account has no dot.
const pattern = new RegExp(`${namePattern.source.slice(0, -1)}\\.\\d{4}-\\d\\d-\\d\\d$`);

export const statementIdSchema = v.pipe(v.string(form), v.regex(pattern, form));

export function statementIdOf({ account, date }: AskedDay): string {
  return `${account}.${date}`;
}

/** The day that an id names. */
export function dayOfId(id: string): AskedDay {
  const [account = '', date = ''] = id.split('.');
  return { account, date };
}
