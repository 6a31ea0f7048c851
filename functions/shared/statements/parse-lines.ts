import * as v from 'valibot';
import { TreasuryError } from '../core/errors.ts';
import {
  coinTotalSchema,
  statementDayEntries,
  statementLinkEntries,
  statementRemarkSchema,
  statementRowSchema,
} from './schemas.ts';
import {
  type CoinTotal,
  type Statement,
  type StatementRemark,
  type StatementRow,
  statementVersion,
} from './statement.ts';

/** A file that is no statement, or not a whole one. `line` counts from 1. */
export class StatementUnreadableError extends TreasuryError {
  readonly line: number;

  constructor(line: number, what: string) {
    super('statement-unreadable', `The statement cannot be read: line ${line} ${what}`);
    this.line = line;
  }
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const headerEntries = {
  kind: v.literal('header'),
  version: v.literal(statementVersion),
  ...statementDayEntries,
  ...statementLinkEntries,
};
const headerSchema = v.variant('statement', [
  v.object({ ...headerEntries, statement: v.literal('complete') }),
  v.object({ ...headerEntries, statement: v.literal('lost'), reason: v.string() }),
]);
const endSchema = v.object({ kind: v.literal('end'), rows: count, coins: count, remarks: count });

/**
 * Reads the lines of a statement, each checked before it is believed. A file that was cut does not have its end.
 * Unknown fields are passed over: a later version may add some. Throws StatementUnreadableError.
 */
export function parseStatement(text: string): Statement {
  const reader = new StatementLines();
  text.split('\n').forEach((line, index, all) => {
    if (index < all.length - 1 || line !== '') reader.take(line, index + 1);
  });
  return reader.result();
}

class StatementLines {
  private header: v.InferOutput<typeof headerSchema> | undefined;
  private readonly rows: StatementRow[] = [];
  private readonly coins: CoinTotal[] = [];
  private readonly remarks: StatementRemark[] = [];
  private isEnded = false;
  private line = 0;

  take(text: string, line: number): void {
    this.line = line;
    if (this.isEnded) this.fail('comes after the end');
    const value = jsonOf(text);
    const kind = kindOf(value);
    if ((kind === 'header') !== (this.header === undefined)) this.fail('is not in its place');
    switch (kind) {
      case 'header':
        this.header = this.read(headerSchema, value);
        return;
      case 'row':
        this.rows.push(this.read(statementRowSchema, value));
        return;
      case 'coin':
        this.coins.push(this.read(coinTotalSchema, value));
        return;
      case 'remark':
        this.remarks.push(this.read(statementRemarkSchema, value));
        return;
      case 'end':
        this.checkEnd(this.read(endSchema, value));
        return;
      default:
        this.fail('is of no kind that is known');
    }
  }

  result(): Statement {
    const { header, rows, coins, remarks } = this;
    if (header === undefined || !this.isEnded) return this.fail('is the last one, and not the end');
    const { kind: _, version: __, ...rest } = header;
    if (rest.statement === 'complete') {
      const { statement: kind, ...day } = rest;
      return { kind, ...day, rows, coins, remarks };
    }
    const { statement: kind, ...day } = rest;
    return { kind, ...day };
  }

  private checkEnd(end: v.InferOutput<typeof endSchema>): void {
    const isWhole =
      end.rows === this.rows.length && end.coins === this.coins.length && end.remarks === this.remarks.length;
    if (!isWhole) this.fail('counts other lines than there are');
    this.isEnded = true;
  }

  private read<Value>(schema: v.GenericSchema<unknown, Value>, value: unknown): Value {
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output;
    const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the line');
    return this.fail(`is not as it was written: ${[...new Set(fields)].join(', ')}`);
  }

  private fail(what: string): never {
    throw new StatementUnreadableError(this.line, what);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
}
