import type { MonthContent } from './month-content.ts';

/** The same with plain texts, as a screen has it. */
type Plain<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends readonly (infer Element)[]
      ? readonly Plain<Element>[]
      : { readonly [Name in keyof Value]: Plain<Value[Name]> };

export type MonthTexts = Plain<MonthContent>;

/** What is digested of a month, to the byte. */
export function contentText(content: MonthTexts): string {
  return JSON.stringify(orderedContent(content));
}

// Absent fields are left out by JSON, so each field is named once and in one order.
export function orderedContent({ month, accounts, days, balances, totals, fees, unexplained }: MonthTexts) {
  return {
    ...{ month, accounts },
    days: days.map(({ account, date, state, digest }) => ({ account, date, state, digest })),
    balances: balances.map(({ account, coin, opening, closing, difference }) => ({
      ...{ account, coin, opening, closing, difference },
    })),
    totals: totals.map(({ coin, type, destination, amount, movements }) => ({
      ...{ coin, type, destination, amount, movements },
    })),
    fees: fees.map(({ coin, amount }) => ({ coin, amount })),
    unexplained: unexplained.map(({ account, date, id, time, type, coin, amount, counterparty, notes }) => ({
      ...{ account, date, id, time, type, coin, amount, counterparty },
      notes: notes.map(({ text, by, at }) => ({ text, by, at })),
    })),
  };
}
