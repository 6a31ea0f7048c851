import { accountId } from '../../../functions/shared/core/ids.ts';
import { type Balance, balances } from '../../../functions/shared/exchange/endpoints/balances.ts';
import { checkApiKey } from '../../../functions/shared/exchange/endpoints/check-api-key.ts';
import { serverTime } from '../../../functions/shared/exchange/endpoints/server-time.ts';
import type { Finding } from '../../config/exchange-check-report.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { findingOfFailure, holds, notChecked } from './findings.ts';
import type { BalancesByAccount } from './proposal.ts';

/** How far the clocks are apart. Throws a TreasuryError: an exchange that does not tell the time is not there. */
export async function checkClock({ records, clock }: ExchangeCheckDependencies): Promise<Finding> {
  const askedAt = clock.now();
  const theirs = await records.read(serverTime, undefined);
  const tookMs = clock.now() - askedAt;
  const aheadMs = Math.round(theirs - askedAt - tookMs / 2);
  const where = aheadMs < 0 ? 'behind' : 'ahead of';
  return holds(
    `The exchange's clock is ${Math.abs(aheadMs)} ms ${where} ours, give or take ${Math.ceil(tookMs / 2)} ms.`,
  );
}

/** A15: the exchange takes a key in `X-HK-APIKEY`. A refusal may mean the header or the key: both need a look. */
export async function checkKey(key: ExchangeCheckDependencies['records'], name: 'read' | 'transfer'): Promise<Finding> {
  try {
    const whose = await key.read(checkApiKey, undefined);
    const account = /^[A-Za-z ]{1,32}$/.test(whose) ? whose : 'of another word';
    return holds(`The ${name} key is taken in X-HK-APIKEY; the exchange calls its account ${account}.`);
  } catch (error) {
    const { result, seen } = findingOfFailure(error);
    return { result, seen: `The ${name} key is not taken in X-HK-APIKEY, or is wrong. ${seen}.` };
  }
}

export interface AccountsCheck {
  readonly A21: Finding;
  /** What could be read. Absent where nothing could. */
  readonly held?: BalancesByAccount;
}

/** A21: `GET /account` takes any of our account ids. Read as a sweep reads them, with the transfer key. */
export async function checkAccounts({ transfers, access }: ExchangeCheckDependencies): Promise<AccountsCheck> {
  const held = new Map<string, readonly Balance[]>();
  const failures: Finding[] = [];
  for (const [name, id] of Object.entries(access.accounts)) {
    try {
      held.set(name, (await transfers.read(balances, { accountId: accountId(id) })).records);
    } catch (error) {
      const { result, seen } = findingOfFailure(error);
      failures.push({ result, seen: `The balances of ${name} cannot be read by its id. ${seen}.` });
    }
  }
  const [failure] = failures;
  if (held.size === 0 && failure !== undefined) return { A21: failure };
  const { trading = [], custody = [] } = Object.fromEntries(held);
  return { A21: failure ?? judgeAccounts(held), held: { trading, custody } };
}

function judgeAccounts(held: ReadonlyMap<string, readonly Balance[]>): Finding {
  const names = [...held.keys()].join(' and ');
  const different = new Set([...held.values()].map(textOf));
  if (different.size === held.size) return holds(`${names} answer to their ids, each with balances of its own.`);
  return notChecked(
    `${names} answer to their ids, but some with the same balances: they cannot be told apart by that.`,
  );
}

function textOf(held: readonly Balance[]): string {
  return held
    .map(({ coin, total }) => `${coin} ${total}`)
    .toSorted()
    .join(', ');
}
