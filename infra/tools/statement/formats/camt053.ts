import { iso } from '../../../../functions/shared/core/clock.ts';
import { fiatCoins } from '../../../../functions/shared/core/schemas.ts';
import type { CompleteDay } from '../../../../functions/shared/statements/stated-day.ts';
import { StatementNotToldError } from '../errors.ts';
import type { FileSubject, Format } from '../format.ts';
import { statementXml } from './camt053-statement.ts';
import { changesOf } from './movement.ts';
import { comment, element, textElement } from './xml.ts';

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';

/**
 * ISO 20022 camt.053.001.08: a statement for each day, account and currency. It has room for currencies of three letters
 * and five decimals, so it is of USD and HKD alone, and says how many movements of coins it left out.
 */
export const camt053: Format = {
  needs: [],
  async *write(days, subject, note) {
    const leftOut = new Map<string, number>();
    const gaps: string[] = [];
    let isOpen = false;
    for await (const day of days) {
      if (day.kind !== 'complete') {
        gaps.push(`${day.account} has no statement of ${day.date}: ${day.kind}`);
        continue;
      }
      countOthers(day, leftOut);
      for (const total of day.coins.filter(({ coin }) => isFiat(coin))) {
        // The head is written with the first statement: without one there is no file.
        if (!isOpen) yield head(day, subject);
        isOpen = true;
        yield* statementXml(day, total);
      }
    }
    const remarks = [...gaps, ...describeOthers(leftOut)];
    for (const line of describeOthers(leftOut)) note(line);
    if (!isOpen) throw new StatementNotToldError(`nothing of ${subject.period.name} is in ${fiatCoins.join(' or ')}`);
    for (const line of remarks) yield `${comment(line)}\n`;
    yield '</BkToCstmrStmt></Document>\n';
  },
};

/** Unique for each choice of period, account and coin, and the same whenever it is made. */
function head({ accountId, madeAt }: CompleteDay, { period, account, coin }: FileSubject): string {
  const parts = [period.name, account === undefined ? 'all' : accountId, ...(coin === undefined ? [] : [coin])];
  const header = element('GrpHdr', textElement('MsgId', parts.join('-')), textElement('CreDtTm', iso(madeAt)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}"><BkToCstmrStmt>\n${header}\n`;
}

function isFiat(coin: string): boolean {
  return fiatCoins.some((fiat) => fiat === coin);
}

function countOthers({ rows }: CompleteDay, counts: Map<string, number>): void {
  for (const { coin } of rows.flatMap(changesOf)) {
    if (!isFiat(coin)) counts.set(coin, (counts.get(coin) ?? 0) + 1);
  }
}

function describeOthers(counts: ReadonlyMap<string, number>): string[] {
  if (counts.size === 0) return [];
  const each = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([coin, count]) => `${count} of ${coin}`);
  return [`left out: movements and fees, ${each.join(', ')}; camt.053 has room for ${fiatCoins.join(' and ')} only`];
}
