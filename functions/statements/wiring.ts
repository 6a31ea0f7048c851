import type { KeyReader } from '../shared/exchange/key-trial.ts';
import { openRegistryHeads, recordedOnce } from '../shared/ledger/passkeys/registry-heads.ts';
import { openInstructionLists } from '../shared/ledger/store/instruction-lists.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openMonthCloses } from '../shared/ledger/store/month-closes.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openStatementNotes } from '../shared/ledger/store/statement-notes.ts';
import { openStatementStore } from '../shared/ledger/store/statements.ts';
import type { Table } from '../shared/ledger/store/table.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
import type { StatementExchange } from './dependencies.ts';
import type { DaySoFar } from './make-so-far.ts';
import { openInstructionMatcher } from './match-instructions.ts';
import { openProgressStore } from './progress-store.ts';
import { asksForSoFar, runSoFar } from './run-so-far.ts';
import { runStatements, type StatementsResult } from './run-statements.ts';
import { slowReader } from './slow-reader.ts';
import { statementMetrics } from './statement-metrics.ts';
import type { StatementObjects } from './statement-objects.ts';
import { writeCloses } from './write-closes.ts';

export interface StatementPorts extends Ports {
  /** The table of heads of devices. */
  readonly headTable: Pick<Table, 'get'>;
  readonly exchange: StatementExchange & KeyReader;
  readonly objects: StatementObjects;
  /** The zone that the exchange's days end in (A34). */
  readonly offset: string;
  /** Milliseconds between two readings. */
  readonly readEveryMs: number;
}

interface StatementsAnswer {
  /** How far each account is. Empty where nothing was to be made. */
  readonly results: readonly StatementsResult[];
  /** Where they were asked for. */
  readonly days?: readonly DaySoFar[];
}

/**
 * Every hour: makes each day's statements once the day is over, and whatever was missed. Called with `{"soFar": true}` it
 * shows the day that is not over yet, and writes nothing.
 */
export function wire(ports: StatementPorts) {
  const { table, headTable, bus, clock, log, meter, exchange, objects, offset, readEveryMs } = ports;
  const policies = openPolicyStore(table, clock);
  const dependencies = {
    ...{ objects, bus, clock, offset },
    store: openStatementStore(table),
    progress: openProgressStore(table),
    matcher: openInstructionMatcher(openInstructionStore(table, ports.newId), openInstructionLists(table)),
    report: reportTo(log),
  };
  const heads = openRegistryHeads({ table, headTable, clock, report: reportTo(log) });
  return lambdaHandler(log, async (event: unknown, context): Promise<StatementsAnswer> => {
    const leftMs = () => context.getRemainingTimeInMillis();
    const reader = slowReader(exchange, clock, { everyMs: readEveryMs, leftMs });
    const run = { ...dependencies, exchange: reader, registryHeads: recordedOnce(heads) };
    if (asksForSoFar(event)) return { results: [], days: await runSoFar(run, await policies.get()) };
    const results = await runStatements(run, await policies.get());
    await writeCloses({ ...dependencies, closes: openMonthCloses(table), notes: openStatementNotes(table) });
    meter.write(statementMetrics(results, offset, clock.now()));
    log.info('statements', { results });
    return { results };
  });
}
