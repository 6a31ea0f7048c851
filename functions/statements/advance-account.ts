import type { Versioned } from '../shared/ledger/store/versioned.ts';
import { narrowed } from '../shared/statements/cut-off.ts';
import { addDays, boundsOf } from '../shared/statements/day.ts';
import { digestOfLines, linesOf, statementObjectKey } from '../shared/statements/lines.ts';
import { isSettled } from '../shared/statements/make-content.ts';
import { isNews } from '../shared/statements/remark-codes.ts';
import type { Statement } from '../shared/statements/statement.ts';
import type { StatementAccount } from './account.ts';
import { adoptWritten, type ChainedStatement, readChained } from './chain.ts';
import type { StatementDependencies } from './dependencies.ts';
import { readEarlierDays, withNewest } from './earlier-days.ts';
import { differenceEvent, fingerprintOf, lostEvent } from './events.ts';
import { firstDate } from './first-date.ts';
import { type MadeDay, makeDay, settlingMs } from './make-day.ts';
import type { StatementProgress } from './progress-store.ts';

type Made = Extract<MadeDay, { kind: 'made' }>;

/**
 * Makes every statement of an account that can be made, one day after the other. Each is in the bucket before it is
 * noted, so a crash in between finds it there. Throws as reads do, and ChainBrokenError.
 */
export async function advanceAccount(dependencies: StatementDependencies, account: StatementAccount): Promise<void> {
  let seen = await dependencies.progress.read(account.name);
  const { last } = seen.state;
  if (last !== undefined && !(await isDue(dependencies, addDays(last.date, 1)))) return;
  let previous = last === undefined ? undefined : await readChained(dependencies.objects, account.name, last);
  let earlier = await readEarlierDays(dependencies.objects, account.name, previous);
  for (;;) {
    const date = await nextDate(dependencies, account, previous);
    if (date === undefined) return;
    const made = await makeDay(dependencies, account, date, { previous: previous?.statement, earlier });
    if (made.kind === 'not-yet') return;
    if (made.kind === 'made' && !made.isFinal) return keepProvisional(dependencies, seen, made);
    await tellBefore(dependencies, made);
    previous = await write(dependencies, made, previous);
    if (!(await note(dependencies, seen, previous, made))) return;
    earlier = withNewest(previous, earlier);
    seen = await dependencies.progress.read(account.name);
  }
}

/** Asked before anything is read: most hours have nothing to do. */
async function isDue({ exchange, offset }: StatementDependencies, date: string): Promise<boolean> {
  return (await exchange.exchangeTime()) >= boundsOf(date, offset).to + settlingMs;
}

async function nextDate(
  dependencies: StatementDependencies,
  account: StatementAccount,
  previous: ChainedStatement | undefined,
): Promise<string | undefined> {
  return previous === undefined ? firstDate(dependencies, account) : addDays(previous.statement.date, 1);
}

/** Told before it is noted: a crash in between tells it twice, and not never. */
async function keepProvisional(
  { bus, store, progress, clock }: StatementDependencies,
  seen: Versioned<StatementProgress>,
  { day, content }: Made,
): Promise<void> {
  const told = fingerprintOf(content);
  const { provisional } = seen.state;
  if (provisional?.date === day.date && provisional.told === told) return;
  await bus.publish([differenceEvent(day, content, 'provisional')]);
  const { rows, coins, remarks } = content;
  const summary = { ...day, state: 'provisional', readAt: clock.now(), coins, remarks, rowCount: rows.length } as const;
  await store.putStatement(summary, rows);
  await progress.write(day.account, seen, { ...seen.state, provisional: { date: day.date, told } });
}

async function tellBefore({ bus }: StatementDependencies, made: Exclude<MadeDay, { kind: 'not-yet' }>): Promise<void> {
  if (made.kind === 'lost') await bus.publish([lostEvent(made.day, made.reason)]);
  else if (!made.isSettled || made.content.remarks.some(isNews))
    await bus.publish([differenceEvent(made.day, made.content, 'complete')]);
}

/** Into the bucket, where it stays as it is, and then for reading into the table. */
async function write(
  { objects, store, bus, registryHeads, clock }: StatementDependencies,
  made: Exclude<MadeDay, { kind: 'not-yet' }>,
  previous: ChainedStatement | undefined,
): Promise<ChainedStatement> {
  const registry = await registryHeads.record();
  const link = {
    madeAt: clock.now(),
    ...(previous === undefined ? {} : { previous: previous.digest }),
    ...(registry === undefined ? {} : { registry }),
  };
  const ours: Statement =
    made.kind === 'lost'
      ? { kind: 'lost', ...made.day, ...link, reason: made.reason }
      : { kind: 'complete', ...made.day, ...link, ...made.content };
  const objectKey = statementObjectKey(ours.account, ours.date);
  const lines = linesOf(ours);
  const written = await objects.putNew(objectKey, lines);
  const chained =
    written === 'written' ? { statement: ours, digest: digestOfLines(lines) } : await adoptWritten(objects, ours);
  // Maybe nobody was told what it says: ours says something else by now.
  if (written === 'exists') await tellAdopted(bus, chained.statement);
  await putIntoTable(store, chained, objectKey);
  return chained;
}

async function tellAdopted(bus: StatementDependencies['bus'], statement: Statement): Promise<void> {
  if (statement.kind === 'complete' && !isSettled(statement)) {
    await bus.publish([differenceEvent(statement, statement, 'complete')]);
  }
}

async function putIntoTable(
  store: StatementDependencies['store'],
  { statement, digest }: ChainedStatement,
  objectKey: string,
): Promise<void> {
  if (statement.kind === 'lost') {
    const { kind: state, ...rest } = statement;
    return store.putStatement({ ...rest, state, digest, objectKey }, []);
  }
  const { kind: state, rows, ...rest } = statement;
  await store.putStatement({ ...rest, state, digest, objectKey, rowCount: rows.length }, rows);
}

/** False where another run is ahead: it goes on. */
function note(
  { progress }: StatementDependencies,
  seen: Versioned<StatementProgress>,
  { statement, digest }: ChainedStatement,
  made: MadeDay,
): Promise<boolean> {
  const { provisional: _, cutOff: before, ...rest } = seen.state;
  const offsets = made.kind === 'made' ? made.offsets : [];
  const measured = { offsets: narrowed(before?.offsets ?? offsets, offsets), date: statement.date };
  const cutOff = offsets.length === 0 ? before : measured;
  const last = { date: statement.date, digest };
  return progress.write(statement.account, seen, { ...rest, last, ...(cutOff === undefined ? {} : { cutOff }) });
}
