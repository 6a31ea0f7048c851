import { add } from '../../../../functions/shared/core/amount.ts';
import type { Json } from '../answers.ts';
import type { Balances } from '../balances.ts';
import { userId } from '../data/initial-data.ts';
import { ExchangeRefusal, illegalParam } from '../exchange-refusal.ts';
import { dayEndOf } from '../lifecycle/day-end.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountById, accountOfType, type SimulatorState } from '../simulator-state.ts';

/** exchange-api.md 3.2: balances of the main trading account, or (ASSUMPTION A21) of any of the customer's accounts. */
export const account: Endpoint = (call) => ({ balances: rowsOf(call, call.state.records.balances), userId });

/** exchange-api.md 3.14: balances at the end of one of the last seven days, in the same shape. */
export const eodBalance: Endpoint = (call) => {
  const date = call.params.required('reportDate');
  const balances = dayEndOf(call.state, call.effects.showsDayBefore ? dayBefore(date) : date);
  if (balances === undefined) throw illegalParam('reportDate');
  return { balances: rowsOf(call, balances), userId };
};

/** Text that is no date stays what it is. */
function dayBefore(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : new Date(time - 86_400_000).toISOString().slice(0, 10);
}

/** exchange-api.md 3.3. The type is a number, the ids are text. */
export const accountTypes: Endpoint = ({ state }) =>
  state.records.accounts.map(({ id, type, label }) => ({
    accountId: id,
    accountLabel: label,
    accountType: type,
    accountIndex: 0,
    userId,
  }));

/** exchange-api.md 3.14: the word of the Hong Kong site. */
export const checkApiKey: Endpoint = () => ({ accountType: 'master' });

/** The main account's, `free locked` by coin: what the private stream tells the changes of. */
export function balancesShownIn(state: SimulatorState): ReadonlyMap<string, string> {
  state.timedEvents.advance(state.now());
  const balances = state.records.balances.get(accountOfType(state, 1).id) ?? new Map();
  return new Map([...balances].map(([coin, { free, locked }]) => [coin, `${free} ${locked}`]));
}

function rowsOf({ state, params }: Call, balances: Balances): Json {
  const wanted = params.optional('accountId');
  const account = wanted === undefined ? accountOfType(state, 1) : accountById(state, wanted);
  if (account === undefined) throw new ExchangeRefusal('0104');
  return [...(balances.get(account.id) ?? [])].map(([coin, { free, locked }]) => ({
    asset: coin,
    assetId: coin,
    assetName: coin,
    total: add(free, locked),
    free,
    locked,
  }));
}
