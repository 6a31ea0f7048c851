import { digestOfLines } from '../lines.ts';
import { parseStatement } from '../parse-lines.ts';
import type { MonthSource, SourceDay } from './build-month.ts';

/** Reads the object of a day, as it is in the bucket. Undefined where there is none. */
export type ReadObject = (account: string, date: string) => Promise<string | undefined>;

const none = { isFirst: false, coins: [], rows: async function* () {} } as const;

/** A month as the bucket has it. Throws StatementUnreadableError for an object that is no statement. */
export function objectSource(read: ReadObject, notes: MonthSource['notes']): MonthSource {
  return {
    notes,
    day: async (account, date): Promise<SourceDay> => {
      const text = await read(account, date);
      if (text === undefined) return { ...none, state: 'missing' };
      const statement = parseStatement(text);
      const found = { state: statement.kind, isFirst: statement.previous === undefined, digest: digestOfLines(text) };
      if (statement.kind === 'lost') return { ...none, ...found };
      const { coins, rows } = statement;
      return {
        ...found,
        coins,
        rows: async function* () {
          yield rows;
        },
      };
    },
  };
}
