import type { AccountId } from '../shared/core/ids.ts';
import { accounts } from '../shared/exchange/endpoints/accounts.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { StatementExchange } from './dependencies.ts';

/** An account of the configuration. */
export interface StatementAccount {
  readonly name: string;
  readonly id: AccountId;
  /** As the exchange numbers it (exchange-api.md 3.3). Undefined where it does not list the account. Throws as reads do. */
  readonly readType: () => Promise<string | undefined>;
  /** The names of all our accounts, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** The accounts of the policy. What types they have is read once, where somebody wants to know. */
export function accountsOf(exchange: StatementExchange, ours: Policy['accounts']): readonly StatementAccount[] {
  const names = new Map(Object.entries(ours).map(([name, id]) => [id, name]));
  const types = readOnce(() => accountTypes(exchange));
  return Object.entries(ours).map(([name, id]) => ({ name, id, readType: async () => (await types()).get(id), names }));
}

/** The same answer for all who ask, and none where nobody does. */
function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

/** By account id. */
async function accountTypes(exchange: StatementExchange): Promise<ReadonlyMap<string, string>> {
  const listed = await exchange.read(accounts, undefined);
  return new Map(listed.map(({ accountId, type }) => [accountId, type]));
}
