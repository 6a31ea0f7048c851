import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { requesterOf } from '../../../functions/shared/ledger/instruction/requester.ts';
import { addDays } from '../../../functions/shared/statements/day.ts';
import { digestOfLines } from '../../../functions/shared/statements/lines.ts';
import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import type { Statement, StatementRow } from '../../../functions/shared/statements/statement.ts';
import { linkFlaws, statementFlaws } from '../../../functions/shared/statements/statement-flaws.ts';
import type { DownloadedStatement } from './statement-folder.ts';
import type { Finding } from './verify-item.ts';

interface ShownStatement {
  readonly statement: Statement;
  readonly digest: string;
}

/**
 * Checks every statement that it is shown, account by account and day by day: that it adds up, follows from the day
 * before, and names instructions as the ledger has them, as far as the ledger was shown.
 */
export class StatementCheck {
  readonly findings: Finding[] = [];
  count = 0;
  private last: ShownStatement | undefined;
  private readonly ledger: ReadonlyMap<string, Instruction>;

  /** `ledger`: instructions by id. Without any nothing is said of them. */
  constructor(ledger: ReadonlyMap<string, Instruction>) {
    this.ledger = ledger;
  }

  check({ account, date, text }: DownloadedStatement): void {
    this.count += 1;
    const say = (problem: string) => this.findings.push({ item: `statement#${account}#${date}`, problem });
    const statement = this.parsed(text, say);
    if (statement === undefined) return;
    if (statement.account !== account || statement.date !== date) say('its file has the name of another one');
    const before = this.last?.statement.account === statement.account ? this.last : undefined;
    if (before !== undefined && addDays(before.statement.date, 1) !== statement.date) {
      say(`the statements between ${before.statement.date} and this one are missing`);
    }
    for (const flaw of [...statementFlaws(statement), ...linkFlaws(statement, before)]) say(flaw);
    if (statement.kind === 'complete') for (const row of statement.rows) this.checkInstruction(row, say);
    this.last = { statement, digest: digestOfLines(text) };
  }

  private parsed(text: string, say: (problem: string) => void): Statement | undefined {
    try {
      return parseStatement(text);
    } catch (error) {
      if (!isTreasuryError(error)) throw error;
      say(error.message);
      return undefined;
    }
  }

  private checkInstruction({ id, exchangeOrderId, instruction: said }: StatementRow, say: (problem: string) => void) {
    if (said === undefined || this.ledger.size === 0) return;
    const known = this.ledger.get(said.id);
    if (known === undefined) return say(`row ${id} names ${said.id}, which the ledger does not have`);
    const { content, approvals, state } = known;
    const isSame =
      content.kind === said.kind &&
      (requesterOf(known)?.by ?? content.requestedBy) === said.requestedBy &&
      said.approvedBy.every((person) => approvals.some(({ by }) => by === person)) &&
      (!('exchangeOrderId' in state) || state.exchangeOrderId === exchangeOrderId);
    if (!isSame) say(`row ${id} tells otherwise of ${said.id} than the ledger`);
  }
}
