import type { Amount } from '../../../../functions/shared/core/amount.ts';
import { iso } from '../../../../functions/shared/core/clock.ts';
import { sizeOf } from '../../../../functions/shared/core/signed-amount.ts';
import type { CompleteDay } from '../../../../functions/shared/statements/stated-day.ts';
import type { CoinTotal } from '../../../../functions/shared/statements/statement.ts';
import { StatementNotToldError } from '../errors.ts';
import { type BalanceChange, changesOf, describeRow, isOut } from './movement.ts';
import { element, textElement, xmlText } from './xml.ts';

/** How long the message lets its texts be, in characters. */
const idMax = 35;
const nameMax = 70;
const remittanceMax = 140;
const informationMax = 500;

/** Of an amount of the message. */
const digitsMax = 18;
const decimalsMax = 5;

/** The statement of a day in one currency, entry by entry. Throws StatementNotToldError for an amount without room. */
export function* statementXml(day: CompleteDay, total: CoinTotal): Generator<string> {
  const { date, accountId, account, from, to, madeAt } = day;
  const { coin } = total;
  yield '<Stmt>';
  yield textElement('Id', `${date}-${coin}-${accountId}`);
  yield textElement('CreDtTm', iso(madeAt));
  yield element('FrToDt', textElement('FrDtTm', iso(from)), textElement('ToDtTm', iso(to)));
  const id = element('Id', element('Othr', textElement('Id', accountId)));
  yield element('Acct', id, textElement('Ccy', coin), textElement('Nm', account, nameMax));
  yield balance('OPBD', total.opening, coin, date);
  yield `${balance('CLBD', total.closing, coin, date)}\n`;
  for (const change of day.rows.flatMap(changesOf)) {
    if (change.coin === coin) yield `${entry(change, date)}\n`;
  }
  if (total.difference !== '0') {
    const text = `Opening and entries do not come to the closing balance: ${total.difference} ${coin} is unexplained`;
    yield textElement('AddtlStmtInf', text, informationMax);
  }
  yield '</Stmt>\n';
}

/** A balance of the exchange is never below zero. */
function balance(code: 'OPBD' | 'CLBD', size: Amount, coin: string, date: string): string {
  return element(
    'Bal',
    element('Tp', element('CdOrPrtry', textElement('Cd', code))),
    amountElement(size, coin, `the balance of ${date}`),
    textElement('CdtDbtInd', 'CRDT'),
    element('Dt', textElement('Dt', date)),
  );
}

function entry({ kind, coin, amount, row }: BalanceChange, date: string): string {
  const isFee = kind === 'fee';
  const money = amountElement(sizeOf(amount), coin, `row ${row.id} of ${date}`);
  const direction = textElement('CdtDbtInd', isOut(amount) ? 'DBIT' : 'CRDT');
  const type = isFee ? 'fee' : row.type;
  const description = isFee ? `fee of ${describeRow(row)}` : describeRow(row);
  return element(
    'Ntry',
    textElement('NtryRef', isFee ? `${row.id}-fee` : row.id, idMax),
    money,
    direction,
    element('Sts', textElement('Cd', 'BOOK')),
    element('BookgDt', textElement('Dt', date)),
    element('ValDt', textElement('Dt', date)),
    idElement('AcctSvcrRef', row.exchangeOrderId),
    element('BkTxCd', element('Prtry', textElement('Cd', type), textElement('Issr', 'HashKey'))),
    element('NtryDtls', details(row, money, direction)),
    textElement('AddtlNtryInf', description, informationMax),
  );
}

function details(row: BalanceChange['row'], money: string, direction: string): string {
  const ids = [idElement('InstrId', row.instruction?.id ?? ''), idElement('EndToEndId', row.clientOrderId ?? '')];
  const { remark = '' } = row;
  return element(
    'TxDtls',
    ids.join('') === '' ? '' : element('Refs', ...ids),
    money,
    direction,
    remark === '' ? '' : element('RmtInf', textElement('Ustrd', remark, remittanceMax)),
    element('RltdDts', textElement('TxDtTm', iso(row.time))),
  );
}

/** Half an id names nothing, so one that is too long is left out: the description has what finds it again. */
function idElement(name: string, id: string): string {
  const length = [...id].length;
  return length === 0 || length > idMax ? '' : textElement(name, id);
}

function amountElement(size: string, coin: string, where: string): string {
  const [whole = '', decimals = ''] = size.split('.');
  const digits = whole.replace(/^0$/, '').length + decimals.length;
  if (decimals.length > decimalsMax || digits > digitsMax) {
    const room = `${digitsMax} digits, ${decimalsMax} of them after the point`;
    throw new StatementNotToldError(
      `${where} has ${size} ${coin}: camt.053 takes ${room}. Nothing is rounded here; take csv`,
    );
  }
  return `<Amt Ccy="${xmlText(coin)}">${xmlText(size)}</Amt>`;
}
