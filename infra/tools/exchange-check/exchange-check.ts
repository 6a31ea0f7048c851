import type { InstructionId } from '../../../functions/shared/core/ids.ts';
import type { Consent } from '../../command-line/consent.ts';
import type { Finding, FindingName, Report } from '../../config/exchange-check-report.ts';
import { type AccountsCheck, checkAccounts, checkClock, checkKey } from './access-checks.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import { doubtsOf } from './doubts.ts';
import { findingsWith, notChecked } from './findings.ts';
import { checkFundStatement } from './fund-statement.ts';
import type { Journal } from './journal.ts';
import { judgeRoundTrip, transferRoute } from './judge-round-trip.ts';
import { type Proposal, proposeTransfer } from './proposal.ts';
import { judgeRecordsLookback } from './records-lookback.ts';
import { makeRoundTrip } from './round-trip.ts';
import { checkWithdrawalRecords, findWithdrawal } from './withdrawal-records.ts';

export interface ExchangeCheckRequest {
  readonly coin?: string;
  readonly withdrawal?: InstructionId;
  /** Asks for the transfer. Nothing moves unless it agrees. */
  readonly consent: (proposal: Proposal) => Promise<Consent>;
  /** Where everything is written down before it is sent. Opened only for a transfer that was agreed to. */
  readonly openJournal: () => Promise<Journal>;
}

export interface ExchangeCheckResult {
  readonly results: Report['results'];
  readonly routes: Report['routes'];
  /** What a person has to look after: money of which nobody knows where it is. */
  readonly doubts: readonly string[];
}

type PartialFindings = Partial<Record<FindingName, Finding>>;

interface TransferCheck {
  readonly found: PartialFindings;
  readonly route: Report['routes']['asset-transfer'];
  readonly doubts: readonly string[];
}

/**
 * Checks what holds on an exchange: with reads, and with one smallest transfer there and back where that is agreed to.
 * Throws a TreasuryError where the exchange is not there at all.
 */
export async function runExchangeCheck(
  dependencies: ExchangeCheckDependencies,
  request: ExchangeCheckRequest,
): Promise<ExchangeCheckResult> {
  const { report } = dependencies;
  report(`Reading from ${dependencies.environment.rest} ...`);
  const clock = await checkClock(dependencies);
  const A15 = await checkKey(dependencies.records, 'read');
  // Without a key nothing more can be read.
  if (A15.result !== 'holds') return checkResult({ clock, A15 }, transferNotMade('The read key is not taken.'), false);
  const accounts = await checkTransferAccess(dependencies);
  const moved = await checkTransfer(dependencies, request, accounts);
  report('Reading the records ...');
  const statement = await checkFundStatement(dependencies);
  const withdrawals = await checkWithdrawalRecords(dependencies);
  const known = request.withdrawal === undefined ? undefined : await findWithdrawal(dependencies, request.withdrawal);
  const found: PartialFindings = {
    clock,
    A15,
    A21: accounts.A21,
    A8: judgeRecordsLookback([statement, withdrawals], moved.route),
    'fund-statement': statement.finding,
    'withdrawal-records': known === undefined ? withdrawals.finding : combineFindings(withdrawals.finding, known),
  };
  return checkResult(found, moved, known?.result === 'holds');
}

/** The transfer key has to be one before it can tell anything of accounts. */
async function checkTransferAccess(dependencies: ExchangeCheckDependencies): Promise<AccountsCheck> {
  const key = await checkKey(dependencies.transfers, 'transfer');
  return key.result === 'holds' ? checkAccounts(dependencies) : { A21: notChecked(key.seen) };
}

async function checkTransfer(
  dependencies: ExchangeCheckDependencies,
  { coin, consent, openJournal }: ExchangeCheckRequest,
  { held }: AccountsCheck,
): Promise<TransferCheck> {
  if (held === undefined) return transferNotMade('The balances could not be read.');
  const proposal = proposeTransfer(dependencies.access, held, coin);
  if (proposal === undefined)
    return transferNotMade(`Neither account holds a thousand times the least of ${coin ?? 'any coin'}.`);
  const answer = await consent(proposal);
  if (answer !== 'agreed') {
    return transferNotMade(
      answer === 'declined' ? 'It was not agreed to.' : 'There was no terminal to ask in, and no --yes.',
    );
  }
  const journal = await openJournal();
  try {
    dependencies.report(`Moving ${proposal.coin} to and fro; what is sent is written to ${journal.file} first ...`);
    const facts = await makeRoundTrip(dependencies, journal, proposal);
    return { found: judgeRoundTrip(facts), route: transferRoute(facts), doubts: doubtsOf(facts) };
  } finally {
    await journal.close();
  }
}

function transferNotMade(why: string): TransferCheck {
  return {
    found: { transfer: notChecked(`The transfer was not made. ${why}`) },
    route: { knownOrderFound: false },
    doubts: [],
  };
}

/** The list, and the order that was looked for in it. */
function combineFindings(list: Finding, known: Finding): Finding {
  return { result: list.result === 'holds' ? known.result : list.result, seen: `${list.seen} ${known.seen}` };
}

function checkResult(found: PartialFindings, moved: TransferCheck, isWithdrawalFound: boolean): ExchangeCheckResult {
  return {
    results: findingsWith({ ...moved.found, ...found }),
    routes: { 'asset-transfer': moved.route, withdrawal: { knownOrderFound: isWithdrawalFound } },
    doubts: moved.doubts,
  };
}
