import { systemClock } from '../../../functions/shared/core/clock.ts';
import type { ResolvedEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import { openTransport } from '../../../functions/shared/exchange/transport/transport.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { accessFile } from '../../command-line/access-file.ts';
import { askForConsent, type Consent } from '../../command-line/consent.ts';
import { exitCodeFor } from '../../command-line/flags.ts';
import { type ExchangeAccess, readKeysFile } from '../../command-line/keys-file.ts';
import { keyFromText, toolClient } from '../../command-line/tool-client.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { describeTransfer } from './describe-transfer.ts';
import { environmentForUrl } from './environment-for-url.ts';
import { type ExchangeCheckRequest, type ExchangeCheckResult, runExchangeCheck } from './exchange-check.ts';
import { type Journal, openJournal } from './journal.ts';
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
  const file = given.out ?? reportFileOf(environment.id);
  const request: ExchangeCheckRequest = {
    ...given,
    consent: (proposal) => consent(environment, proposal, given),
    openJournal: () => journalOf(file),
  };
  const checked = await checkExchange(environment, access, request);
  const of = { environment: environment.id, version: manifest.version, clock: systemClock };
  await withFileErrors(() => writeReport(file, of, checked));
  return printResult(checked, file);
}

async function checkExchange(environment: ResolvedEnvironment, access: ExchangeAccess, request: ExchangeCheckRequest) {
  const transport = openTransport(environment, { bindHost: false });
  const open = async (name: 'read' | 'transfer') => {
    const key = keyFromText(name, access.secrets[name] ?? '', systemClock);
    // A malformed key is named now, before anything is sent.
    await key.signer();
    return toolClient(environment, transport, key, systemClock);
  };
  try {
    const [records, transfers] = [await open('read'), await open('transfer')];
    return await runExchangeCheck({ environment, access, records, transfers, clock: systemClock, report }, request);
  } finally {
    await transport.close();
  }
}

async function consent(environment: ResolvedEnvironment, proposal: Proposal, given: Arguments): Promise<Consent> {
  report(describeTransfer(environment, proposal));
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
  return accessFile('--out', 'a file that can be written', write);
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
