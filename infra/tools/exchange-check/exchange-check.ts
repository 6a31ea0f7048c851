import type { InstructionId } from '../../../functions/shared/core/ids.ts';
import type { Consent } from '../../command-line/ask-yes.ts';
import type { Finding, FindingName, Report } from '../../config/exchange-check-report.ts';
import { type AccountsChecked, checkAccounts, checkClock, checkKey } from './access-checks.ts';
import { doubtsOf } from './doubts.ts';
import { findingsWith, notChecked } from './findings.ts';
import { checkFundStatement } from './fund-statement.ts';
import type { Journal } from './journal.ts';
import { judgeToAndFro, transferRoute } from './judge-round-trip.ts';
import type { Parts } from './parts.ts';
import { type Proposal, proposeTransfer } from './proposal.ts';
import { judgeLookBack } from './records-lookback.ts';
import { moveToAndFro } from './round-trip.ts';
import { checkWithdrawalRecords, findWithdrawal } from './withdrawal-records.ts';

export interface Wishes {
  readonly coin?: string;
  readonly withdrawal?: InstructionId;
  /** Asks for the transfer. Nothing moves unless it agrees. */
  readonly consent: (proposal: Proposal) => Promise<Consent>;
  /** Where everything is written down before it is sent. Opened only for a transfer that was agreed to. */
  readonly openJournal: () => Promise<Journal>;
}

export interface FirstContact {
  readonly results: Report['results'];
  readonly routes: Report['routes'];
  /** What a person has to look after: money of which nobody knows where it is. */
  readonly doubts: readonly string[];
}

type Found = Partial<Record<FindingName, Finding>>;

interface Moved {
  readonly found: Found;
  readonly route: Report['routes']['asset-transfer'];
  readonly doubts: readonly string[];
}

/**
 * Checks what holds on an exchange: with reads, and with one smallest transfer to and fro where that is agreed to. Throws
 * a TreasuryError where the exchange is not there at all.
 */
export async function firstContact(parts: Parts, wishes: Wishes): Promise<FirstContact> {
  const { tell } = parts;
  tell(`Reading from ${parts.environment.rest} ...`);
  const clock = await checkClock(parts);
  const A15 = await checkKey(parts.records, 'read');
  // Without a key nothing more can be read.
  if (A15.result !== 'holds') return ended({ clock, A15 }, nothingMoved('The read key is not taken.'), false);
  const accounts = await accountsWith(parts);
  const moved = await move(parts, wishes, accounts);
  tell('Reading the records ...');
  const statement = await checkFundStatement(parts);
  const withdrawals = await checkWithdrawalRecords(parts);
  const known = wishes.withdrawal === undefined ? undefined : await findWithdrawal(parts, wishes.withdrawal);
  const found: Found = {
    clock,
    A15,
    A21: accounts.A21,
    A8: judgeLookBack([statement, withdrawals], moved.route),
    'fund-statement': statement.finding,
    'withdrawal-records': known === undefined ? withdrawals.finding : both(withdrawals.finding, known),
  };
  return ended(found, moved, known?.result === 'holds');
}

/** The transfer key has to be one before it can tell anything of accounts. */
async function accountsWith(parts: Parts): Promise<AccountsChecked> {
  const key = await checkKey(parts.transfers, 'transfer');
  return key.result === 'holds' ? checkAccounts(parts) : { A21: notChecked(key.seen) };
}

async function move(parts: Parts, { coin, consent, openJournal }: Wishes, { held }: AccountsChecked): Promise<Moved> {
  if (held === undefined) return nothingMoved('The balances could not be read.');
  const proposal = proposeTransfer(parts.access, held, coin);
  if (proposal === undefined)
    return nothingMoved(`Neither account holds a thousand times the least of ${coin ?? 'any coin'}.`);
  const answer = await consent(proposal);
  if (answer !== 'agreed') {
    return nothingMoved(
      answer === 'declined' ? 'It was not agreed to.' : 'There was no terminal to ask in, and no --yes.',
    );
  }
  const journal = await openJournal();
  try {
    parts.tell(`Moving ${proposal.coin} to and fro; what is sent is written to ${journal.file} first ...`);
    const facts = await moveToAndFro(parts, journal, proposal);
    return { found: judgeToAndFro(facts), route: transferRoute(facts), doubts: doubtsOf(facts) };
  } finally {
    await journal.close();
  }
}

function nothingMoved(why: string): Moved {
  return {
    found: { transfer: notChecked(`The transfer was not made. ${why}`) },
    route: { knownOrderFound: false },
    doubts: [],
  };
}

/** The list, and the order that was looked for in it. */
function both(list: Finding, known: Finding): Finding {
  return { result: list.result === 'holds' ? known.result : list.result, seen: `${list.seen} ${known.seen}` };
}

function ended(found: Found, moved: Moved, isWithdrawalFound: boolean): FirstContact {
  return {
    results: findingsWith({ ...moved.found, ...found }),
    routes: { 'asset-transfer': moved.route, withdrawal: { knownOrderFound: isWithdrawalFound } },
    doubts: moved.doubts,
  };
}
