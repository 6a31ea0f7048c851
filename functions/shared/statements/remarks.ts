import { type RemarkCode, remarkCodes } from './remark-codes.ts';
import type { StatementRemark } from './statement.ts';

/** What the code means, and what is so here. */
export function remark(code: RemarkCode, what: string, about: Partial<Omit<StatementRemark, 'code' | 'message'>> = {}) {
  return { code, message: `${remarkCodes[code]} ${what}`, ...about } satisfies StatementRemark;
}

/** More of one sort say nothing that the first ones do not, and the differences are in the totals. */
const eachMax = 50;

/** The same for the same, in whichever order they were found: by code, coin and row. */
export function sortedRemarks(remarks: readonly StatementRemark[]): StatementRemark[] {
  const byCode = Map.groupBy(remarks, ({ code }) => code);
  const codes = [...byCode.keys()].sort();
  return codes.flatMap((code) => {
    const all = (byCode.get(code) ?? []).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    if (all.length <= eachMax) return all;
    return [...all.slice(0, eachMax), remark('more-remarks', `${all.length - eachMax} of ${code}.`)];
  });
}

function orderOf({ coin = '', rowId = '', date = '', message }: StatementRemark): string {
  return JSON.stringify([coin, rowId.padStart(20), date, message]);
}
