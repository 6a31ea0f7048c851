import { isTreasuryError } from '../shared/core/errors.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { offsetsText } from '../shared/statements/cut-off.ts';
import { accountsOf, type StatementAccount } from './account.ts';
import { advanceAccount } from './advance-account.ts';
import { ChainBrokenError } from './chain.ts';
import type { StatementDependencies } from './dependencies.ts';
import { chainBrokenEvent } from './events.ts';
import { OutOfTimeError } from './slow-reader.ts';

/** How far each account is after a run. */
export interface StatementsResult {
  readonly account: string;
  /** The last day that is written for good. */
  readonly date?: string;
  readonly provisional?: string;
  /** The offsets of zones that all balances so far agree with (A34), for people. */
  readonly offsets?: string;
}

/**
 * Makes what can be made of all accounts, the one that is furthest behind first, so that none waits for the others for
 * ever. Safe to run twice and at the same time. One account that fails costs itself.
 */
export async function runStatements(
  dependencies: StatementDependencies,
  { accounts: ours }: Pick<Policy, 'accounts'>,
): Promise<readonly StatementsResult[]> {
  const accounts = accountsOf(dependencies.exchange, ours);
  const before = await progressOf(dependencies, Object.keys(ours));
  const inTurn = before.toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
  for (const { account: name } of inTurn) {
    const account = accounts.find((each) => each.name === name);
    if (account !== undefined && (await advance(dependencies, account)) === 'out-of-time') break;
  }
  return progressOf(dependencies, Object.keys(ours));
}

async function advance(dependencies: StatementDependencies, account: StatementAccount): Promise<'on' | 'out-of-time'> {
  try {
    await advanceAccount(dependencies, account);
  } catch (error) {
    if (error instanceof OutOfTimeError) return 'out-of-time';
    if (!isTreasuryError(error)) throw error;
    dependencies.report('the statements of an account could not be made', { account: account.name, error });
    if (error instanceof ChainBrokenError) {
      await dependencies.bus.publish([chainBrokenEvent(account.name, error.date, error.message)]);
    }
  }
  return 'on';
}

async function progressOf(
  { progress, report }: StatementDependencies,
  accounts: readonly string[],
): Promise<StatementsResult[]> {
  const results: StatementsResult[] = [];
  for (const account of accounts) {
    try {
      const { last, provisional, cutOff } = (await progress.read(account)).state;
      results.push({
        account,
        ...(last === undefined ? {} : { date: last.date }),
        ...(provisional === undefined ? {} : { provisional: provisional.date }),
        ...(cutOff === undefined ? {} : { offsets: offsetsText(cutOff.offsets) }),
      });
    } catch (error) {
      if (!isTreasuryError(error)) throw error;
      report('how far the statements of an account are could not be read', { account, error });
      results.push({ account });
    }
  }
  return results;
}
