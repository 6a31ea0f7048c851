import { createHash } from 'node:crypto';
import type { RegistryHead } from '../passkeys/registry-head.ts';
import {
  type CoinTotal,
  type MatchedInstruction,
  type Statement,
  type StatementRemark,
  type StatementRow,
  statementVersion,
} from './statement.ts';

/**
 * A statement as JSON Lines: a header, a line for each row, coin and remark, and an end that counts them. The order of
 * the fields is fixed, so the same statement is always the same bytes. Ends with a line break.
 */
export function linesOf(statement: Statement): string {
  const content = statement.kind === 'complete' ? statement : { rows: [], coins: [], remarks: [] };
  const { rows, coins, remarks } = content;
  const end = { kind: 'end', rows: rows.length, coins: coins.length, remarks: remarks.length };
  const lines = [headerOf(statement), ...rows.map(rowLine), ...coins.map(coinLine), ...remarks.map(remarkLine), end];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** What chains one day to the next: the SHA-256 of the bytes of a statement's object, as hex. */
export function digestOfLines(lines: string | Uint8Array): string {
  return createHash('sha256').update(lines).digest('hex');
}

/** The folder of the bucket that the statements are in. */
export const statementPrefix = 'statements';

/** The name of the object of a day. */
export function statementObjectKey(account: string, date: string): string {
  return `${statementPrefix}/${account}/${date}.jsonl`;
}

// Absent fields are left out by JSON, so each field is named once and in one order.

function headerOf(statement: Statement) {
  const { account, accountId, date, offset, from, to, madeAt, previous, registry } = statement;
  return {
    ...{ kind: 'header', version: statementVersion, statement: statement.kind },
    ...{ account, accountId, date, offset, from, to, madeAt, previous },
    reason: statement.kind === 'lost' ? statement.reason : undefined,
    registry: registry === undefined ? undefined : registryOf(registry),
  };
}

function registryOf({ at, devices, digest }: RegistryHead) {
  return { at, devices, digest };
}

function rowLine(row: StatementRow) {
  const { id, time, type, coin, amount, fee, feeCoin, balanceAfter, exchangeOrderId, clientOrderId } = row;
  const { transactionHash, chain, counterparty, depositAddress, remark, instruction } = row;
  return {
    ...{ kind: 'row', id, time, type, coin, amount, fee, feeCoin, balanceAfter, exchangeOrderId, clientOrderId },
    ...{ transactionHash, chain, counterparty, depositAddress, remark },
    instruction: instruction === undefined ? undefined : instructionOf(instruction),
  };
}

function instructionOf({ id, kind, requestedBy, approvedBy }: MatchedInstruction) {
  return { id, kind, requestedBy, approvedBy };
}

function coinLine({ coin, opening, movements, closing, difference }: CoinTotal) {
  return { kind: 'coin', coin, opening, movements, closing, difference };
}

function remarkLine({ code, message, coin, amount, rowId, date }: StatementRemark) {
  return { kind: 'remark', code, message, coin, amount, rowId, date };
}
