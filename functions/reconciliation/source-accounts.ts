import { type AccountId, accountId, accountIdPattern } from '../shared/core/ids.ts';
import type { Account } from '../shared/exchange/endpoints/accounts.ts';
import type { PaymentKind, SourceAccounts } from '../shared/ledger/readings/exchange-readings.ts';

/** ASSUMPTION A7: crypto leaves from custody, and payments to banks from the fiat account (exchange-api.md 3.3). */
const typeOf: Readonly<Record<PaymentKind, string>> = { withdrawal: '5', 'fiat-withdrawal': '6' };

/**
 * The accounts that payments leave from. A master key sees those of sub-accounts too: where there are several of a
 * type, it is the one that the configuration names, and else it is not known.
 */
export function sourceAccounts(seen: readonly Account[], ours: Readonly<Record<string, string>>): SourceAccounts {
  const withdrawal = accountOfType(seen, typeOf.withdrawal, ours);
  const fiat = accountOfType(seen, typeOf['fiat-withdrawal'], ours);
  return {
    ...(withdrawal === undefined ? {} : { withdrawal }),
    ...(fiat === undefined ? {} : { 'fiat-withdrawal': fiat }),
  };
}

function accountOfType(
  seen: readonly Account[],
  type: string,
  ours: Readonly<Record<string, string>>,
): AccountId | undefined {
  const ofType = seen.filter((account) => account.type === type).map((account) => account.accountId);
  const named = ofType.filter((id) => Object.values(ours).includes(id));
  const [only, ...others] = named.length > 0 ? named : ofType;
  return only !== undefined && others.length === 0 && accountIdPattern.test(only) ? accountId(only) : undefined;
}
