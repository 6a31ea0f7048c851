import { systemClock } from '../../../functions/shared/core/clock.ts';
import { createPacer } from '../../../functions/shared/exchange/client/pacer.ts';
import type { ResolvedEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import { openTransport } from '../../../functions/shared/exchange/transport/transport.ts';
import { createTablePacer } from '../../../functions/shared/runtime/table-pacer.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { accessFile } from '../../command-line/access-file.ts';
import { askForConsent, type Consent } from '../../command-line/consent.ts';
import { exitCodeFor } from '../../command-line/flags.ts';
import { type ExchangeAccess, readKeysFile } from '../../command-line/keys-file.ts';
import { openStageTable } from '../../command-line/stage-table.ts';
import { keyFromText, toolClient } from '../../command-line/tool-client.ts';
import type { Stage } from '../../config/stage-name.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { describeTransfer } from './describe-transfer.ts';
import { environmentForUrl } from './environment-for-url.ts';
import { type ExchangeCheckRequest, type ExchangeCheckResult, runExchangeCheck } from './exchange-check.ts';
import { type Journal, openJournal } from './journal.ts';
import { type KnownWithdrawal, readKnownWithdrawal } from './known-withdrawal.ts';
import type { Proposal } from './proposal.ts';
import { reportFileOf, writeReport } from './report-file.ts';

// `npm run exchange-check`: checks which of our assumptions hold on an exchange, and writes a report for the deploy.

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * While something is away from its account: the first Ctrl-C, or a reader who leaves, does not keep it from coming
 * back.
 */
function deferInterrupt(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => report('Going on until everything is back; a second time ends at once.'));
  }
}

async function main(): Promise<number> {
  const given = readArguments(process.argv.slice(2));
  const environment = environmentForUrl(given.url);
  const access = await readKeysFile(given.keysFile);
  const withdrawal = await knownWithdrawalOf(given);
  const file = given.out ?? reportFileOf(environment.id);
  const request: ExchangeCheckRequest = {
    ...(given.coin === undefined ? {} : { coin: given.coin }),
    ...(withdrawal === undefined ? {} : { withdrawal }),
    consent: (proposal) => consent(environment, access, proposal, given),
    openJournal: () => journalOf(file),
  };
  const checked = await checkExchange(environment, access, request, given.stage);
  const of = { environment: environment.id, version: manifest.version, clock: systemClock };
  await withFileErrors(() => writeReport(file, of, checked));
  return printResult(checked, file);
}

async function checkExchange(
  environment: ResolvedEnvironment,
  access: ExchangeAccess,
  request: ExchangeCheckRequest,
  stage: Stage | undefined,
) {
  const table = stage === undefined ? undefined : openStageTable(stage);
  const transport = openTransport(environment, { bindHost: false });
  const open = async (name: 'read' | 'transfer' | 'withdrawal') => {
    const key = keyFromText(name, access.secrets[name] ?? '', systemClock);
    // A malformed key is named now, before anything is sent.
    await key.signer();
    const pacer = table === undefined ? createPacer(systemClock) : createTablePacer(table, name, systemClock);
    return toolClient(environment, transport, key, systemClock, pacer);
  };
  try {
    const clients = {
      records: await open('read'),
      transfers: await open('transfer'),
      withdrawals: await open('withdrawal'),
    };
    return await runExchangeCheck({ environment, access, ...clients, clock: systemClock, report }, request);
  } finally {
    await transport.close();
  }
}

/** By its id alone, or with what it asked for. */
async function knownWithdrawalOf({ withdrawal, instruction }: Arguments): Promise<KnownWithdrawal | undefined> {
  if (instruction !== undefined) return readKnownWithdrawal(instruction);
  return withdrawal === undefined ? undefined : { id: withdrawal };
}

async function consent(
  environment: ResolvedEnvironment,
  { whitelist }: ExchangeAccess,
  proposal: Proposal,
  given: Arguments,
): Promise<Consent> {
  report(describeTransfer(environment, proposal, whitelist[0]));
  if (given.isAgreed) return 'agreed';
  return process.stdin.isTTY ? askForConsent(process.stdin, process.stdout) : 'nobody-to-ask';
}

async function journalOf(file: string): Promise<Journal> {
  deferInterrupt();
  const journal = await withFileErrors(() => openJournal(file, systemClock));
  if (journal.wasLeftOpen)
    report(`An earlier run did not end. Look for the client order ids in ${journal.file} at the exchange.`);
  return journal;
}

function withFileErrors<Result>(write: () => Promise<Result>): Promise<Result> {
  return accessFile('--out', 'a file that can be written', write, 'written');
}

/** 0 where all that was looked at is as assumed, and all money is where it was. */
function printResult({ results, doubts }: ExchangeCheckResult, file: string): number {
  for (const [name, { result, seen }] of Object.entries(results))
    report(`${name.padEnd(20)}${result.padEnd(16)}${seen}`);
  report(`Report: ${file}`);
  for (const doubt of doubts) report(`LOOK AT THE EXCHANGE: ${doubt}.`);
  const isAsAssumed = Object.values(results).every(({ result }) => result !== 'does-not-hold');
  return isAsAssumed && doubts.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
