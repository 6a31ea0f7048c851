import { add } from '../../../../functions/shared/core/amount.ts';
import type { Json } from '../answers.ts';
import type { Balances } from '../balances.ts';
import { userId } from '../data/start.ts';
import { dayEndOf } from '../life/day-end.ts';
import { illegal, Refusal } from '../refusal.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountById, accountOfType } from '../world.ts';

/** hashkey-api.md 3.2: balances of the main trading account, or (ASSUMPTION A21) of any of the customer's accounts. */
export const account: Endpoint = (call) => ({ balances: rowsOf(call, call.world.records.balances), userId });

/** hashkey-api.md 3.14: balances at the end of one of the last seven days, in the same shape. */
export const eodBalance: Endpoint = (call) => {
  const balances = dayEndOf(call.world, call.params.required('reportDate'));
  if (balances === undefined) throw illegal('reportDate');
  return { balances: rowsOf(call, balances), userId };
};

/** hashkey-api.md 3.3. The type is a number, the ids are text. */
export const accountTypes: Endpoint = ({ world }) =>
  world.records.accounts.map(({ id, type, label }) => ({
    accountId: id,
    accountLabel: label,
    accountType: type,
    accountIndex: 0,
    userId,
  }));

/** hashkey-api.md 3.14: the word of the Hong Kong site. */
export const checkApiKey: Endpoint = () => ({ accountType: 'master' });

function rowsOf({ world, params }: Call, balances: Balances): Json {
  const wanted = params.optional('accountId');
  const account = wanted === undefined ? accountOfType(world, 1) : accountById(world, wanted);
  if (account === undefined) throw new Refusal('0104');
  return [...(balances.get(account.id) ?? [])].map(([coin, { free, locked }]) => ({
    asset: coin,
    assetId: coin,
    assetName: coin,
    total: add(free, locked),
    free,
    locked,
  }));
}
