import type { Writable } from 'node:stream';
import { readArguments } from './arguments.ts';
import { DayReport } from './day-report.ts';
import { chosenAccounts, daysOfPeriod } from './days-of-period.ts';
import { formats } from './formats.ts';
import { openSource } from './open-source.ts';
import { writeFile, writeTo } from './write-out.ts';

export interface StatementIo {
  /** Where the file goes, unless `--out` names another place. */
  readonly output: Writable;
  /** Tells who runs the tool what they must know of the file. */
  readonly note: (line: string) => void;
}

/**
 * Writes the file that the command line asks for. Returns the exit code: 1 where the period is not whole, and that is
 * not allowed. Throws InvalidInputError, StatementNotToldError and StatementUnreadableError.
 */
export async function runStatement(args: readonly string[], { output, note }: StatementIo): Promise<0 | 1> {
  const { source: where, period, format, account, coin, out, allowsMissing } = readArguments(args);
  const source = await openSource(where);
  const accounts = chosenAccounts(source.accounts, account);
  const report = new DayReport();
  const days = report.watch(daysOfPeriod(source, accounts, period, coin));
  const subject = {
    period,
    ...(account === undefined ? {} : { account }),
    ...(coin === undefined ? {} : { coin }),
  };
  const pieces = formats[format].write(days, subject, note);
  const isTaken = () => report.isWhole || allowsMissing;
  await (out === undefined ? writeTo(output, pieces) : writeFile(out, pieces, isTaken));
  for (const line of report.lines()) note(line);
  if (isTaken()) return 0;
  note(`${period.name} is not whole. Take it so with --allow-missing`);
  return 1;
}
