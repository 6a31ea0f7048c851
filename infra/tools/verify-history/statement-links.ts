import { type Amount, subtractToZero } from '../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { sizeOf } from '../../../functions/shared/core/signed-amount.ts';
import type { CompleteDay } from '../../../functions/shared/statements/stated-day.ts';
import type { MatchedInstruction, StatementRow } from '../../../functions/shared/statements/statement.ts';
import type { LedgerEntry, LedgerIndex } from './ledger-index.ts';

/** How long an instruction whose row is there may take until the ledger says that it is settled. */
const settlingMax = 86_400_000;

/** The time that the statements of one account cover without a gap. */
interface Stretch {
  readonly from: Millis;
  to: Millis;
}

/**
 * Compares statements with the ledger, both ways: what a row says of its instruction, and whether each instruction that
 * moved money has a row.
 */
export class StatementLinks {
  private readonly ledger: LedgerIndex;
  private readonly ledgerUntil: Millis;
  private readonly named = new Set<string>();
  /** By the account's id. */
  private readonly stretches = new Map<string, Stretch[]>();
  /** The accounts that have had something of a coin. */
  private readonly holders = new Map<string, Set<string>>();

  /** `ledgerUntil`: what came later is not in the ledger that is shown here. */
  constructor(ledger: LedgerIndex, ledgerUntil: Millis) {
    this.ledger = ledger;
    this.ledgerUntil = ledgerUntil;
  }

  /** Notes a day, and says what in it does not agree with the ledger. Days of an account come in their order. */
  check(day: CompleteDay): string[] {
    this.cover(day);
    for (const { coin } of day.coins) this.holders.set(coin, (this.holders.get(coin) ?? new Set()).add(day.accountId));
    return day.rows.flatMap((row) => this.rowProblems(row));
  }

  /** The instructions that moved money in the time of the statements, and that no row names. */
  missing(): string[] {
    return [...this.ledger.all()]
      .filter(([id, entry]) => !this.named.has(id) && this.isCovered(entry))
      .map(([id]) => id);
  }

  private rowProblems(row: StatementRow): string[] {
    const { instruction, time } = row;
    if (instruction === undefined) return [];
    this.named.add(instruction.id);
    if (time >= this.ledgerUntil) return [];
    const entry = this.ledger.get(instruction.id);
    if (entry === undefined) return [`row ${row.id} names ${instruction.id}, which is not in the ledger`];
    const mayBeOpen = time >= this.ledgerUntil - settlingMax;
    const ended = entry.status === 'settled' || mayBeOpen ? [] : [`is ${entry.status} in the ledger, and not settled`];
    return [...contentProblems(row, instruction, entry), ...ended].map(
      (problem) => `row ${row.id}: ${instruction.id} ${problem}`,
    );
  }

  private cover({ accountId, from, to }: CompleteDay): void {
    const known = this.stretches.get(accountId) ?? [];
    const last = known.at(-1);
    if (last?.to === from) last.to = to;
    else this.stretches.set(accountId, [...known, { from, to }]);
  }

  /** A row may be anywhere between the first attempt and the settlement, so all of it has to be covered. */
  private isCovered({ status, moved, source, coin }: LedgerEntry): boolean {
    if (status !== 'settled' || moved === undefined) return false;
    const accounts = source === undefined ? [...(this.holders.get(coin) ?? [])] : [source];
    const covers = (account: string) =>
      (this.stretches.get(account) ?? []).some(({ from, to }) => from <= moved.from && moved.to < to);
    return accounts.length > 0 && accounts.every(covers);
  }
}

function contentProblems(row: StatementRow, named: MatchedInstruction, entry: LedgerEntry): string[] {
  const people = (by: string, approvers: readonly string[]) => [by, ...approvers].join(' ');
  const isSamePeople = people(named.requestedBy, named.approvedBy) === people(entry.requestedBy, entry.approvedBy);
  return [
    ...(entry.kind === named.kind ? [] : [`is of kind ${entry.kind}, and not ${named.kind}`]),
    ...(entry.coin === row.coin ? [] : [`moves ${entry.coin}, and not ${row.coin}`]),
    ...(quantitiesOf(row).includes(entry.quantity) ? [] : [`is of ${entry.quantity}, and the row of ${row.amount}`]),
    ...(isSamePeople ? [] : ['was asked for or approved by other people']),
  ];
}

/** With and without a fee in the same coin (A35). */
function quantitiesOf({ amount, coin, fee, feeCoin }: StatementRow): readonly Amount[] {
  const size = sizeOf(amount);
  return feeCoin === coin ? [size, subtractToZero(size, fee)] : [size];
}
