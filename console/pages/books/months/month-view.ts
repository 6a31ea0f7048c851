import { recentMonths } from '../../../../functions/shared/statements/close/recent-months.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { isSamePerson, type Me } from '../../../app/me.ts';
import { counts } from '../../../passkeys/counts.ts';
import { dayAfter } from '../shared/days.ts';

export type MonthView = BodyOfResponse<'GET /statements/months/{month}'>;
export type MonthDay = MonthView['days'][number];
export type UnexplainedRow = MonthView['unexplained'][number];
export type SignOff = MonthView['signOffs'][number];

/** Why a month cannot be signed yet. */
export type Obstacle =
  /** Days of an account that follow each other, from the first to the last. */
  | {
      readonly kind: 'days';
      readonly account: string;
      readonly from: string;
      readonly to: string;
      readonly state: MonthDay['state'];
    }
  | { readonly kind: 'no-note'; readonly account: string; readonly date: string; readonly id: string }
  /** What the API says and is not among what it lists. */
  | { readonly kind: 'other'; readonly words: string };

const isFinal: Readonly<Record<MonthDay['state'], boolean>> = {
  ...{ complete: true, lost: true, 'before-first': true },
  ...{ provisional: false, missing: false, unreadable: false },
};

/** What stands against signing, of the days and the movements that are shown; else what the API says of the others. */
export function obstaclesIn({ days, unexplained, obstacles }: MonthView): readonly Obstacle[] {
  const shown: readonly Obstacle[] = [
    ...spansOf(days.filter(({ state }) => !isFinal[state])),
    ...unexplained
      .filter(({ notes }) => notes.length === 0)
      .map(({ account, date, id }) => ({ kind: 'no-note' as const, account, date, id })),
  ];
  return shown.length > 0 ? shown : obstacles.map((words) => ({ kind: 'other', words }));
}

/** A month without statements is one line, and not thirty. */
function spansOf(days: readonly MonthDay[]): readonly Obstacle[] {
  const spans: Extract<Obstacle, { kind: 'days' }>[] = [];
  for (const { account, date, state } of days) {
    const last = spans.at(-1);
    const goesOn = last?.account === account && last.state === state && dayAfter(last.to, 1) === date;
    if (last !== undefined && goesOn) spans[spans.length - 1] = { ...last, to: date };
    else spans.push({ kind: 'days', account, from: date, to: date, state });
  }
  return spans;
}

/** The sign-offs of what there is now. One that was given before a change does not count. */
export function standingSignOffs({ signOffs, digest }: MonthView): readonly SignOff[] {
  return signOffs.filter((each) => each.digest === digest);
}

/** Whether somebody may sign now, and why not. */
export type Signing =
  | { readonly kind: 'done' | 'not-ended' | 'obstacles' | 'signed-by-you' | 'approvers-only' }
  | { readonly kind: 'open'; readonly isSecond: boolean };

/** `isAsked`: it takes a signature of a device. */
export function signingOf(
  view: MonthView,
  { person, roles }: Pick<Me, 'person' | 'roles'>,
  now: number,
  isAsked = false,
): Signing {
  if (view.state !== 'open') return { kind: 'done' };
  if (!recentMonths(now).includes(view.month)) return { kind: 'not-ended' };
  if (view.obstacles.length > 0) return { kind: 'obstacles' };
  const standing = standingSignOffs(view).filter((each) => counts(each, isAsked));
  if (standing.some(({ by }) => isSamePerson(by, person))) return { kind: 'signed-by-you' };
  if (!roles.has('approver')) return { kind: 'approvers-only' };
  return { kind: 'open', isSecond: standing.length > 0 };
}

/** Whether there is nothing more to come: of a day that is not read, nobody can say that nothing happened. */
export function isWhole({ days }: Pick<MonthView, 'days'>): boolean {
  return days.length > 0 && days.every(({ state }) => isFinal[state]);
}

/** Whether every change of the month is explained. */
export function addsUp(view: Pick<MonthView, 'balances' | 'days'>): boolean {
  return isWhole(view) && view.balances.every(({ difference }) => difference === '0');
}

/** How many days of each account are in which state. */
export function dayCounts(days: readonly MonthDay[]) {
  const accounts = new Map<string, Map<MonthDay['state'], number>>();
  for (const { account, state } of days) {
    const states = accounts.get(account) ?? new Map<MonthDay['state'], number>();
    states.set(state, (states.get(state) ?? 0) + 1);
    accounts.set(account, states);
  }
  return [...accounts].map(([account, states]) => ({ account, states: [...states] }));
}

/** The first and the last day of a month. */
export function daysOf(month: string): { readonly from: string; readonly to: string } | undefined {
  const start = Date.parse(`${month}-01`);
  if (Number.isNaN(start)) return undefined;
  const date = new Date(start);
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
  return { from: `${month}-01`, to: new Date(end).toISOString().slice(0, 10) };
}
