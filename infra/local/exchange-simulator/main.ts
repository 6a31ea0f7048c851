import { type Command, readArguments } from './arguments.ts';
import { onNpmExit } from './parent-exit.ts';
import { exchangeRunFile } from './run-file.ts';
import { faultsPath } from './server/admin.ts';
import { type RunningExchange, startExchange } from './server.ts';

const requestTimeoutMs = 5_000;

/** What a strict one lets a network do to the distances between requests. */
const strictJitterMs = 50;

const command = readArguments(process.argv.slice(2));
switch (command.kind) {
  case 'wrong':
    fail(command.hint);
    break;
  case 'fault':
    await postFault(command.fault, command.url ?? exchangeRunFile.read()?.url);
    break;
  case 'start':
    await start(command);
    break;
}

async function start({ port, rate, isStrict, dayZone }: Extract<Command, { kind: 'start' }>): Promise<void> {
  const rates = { queriesPerSecond: 2 * rate, ordersPerSecond: 10 * rate, transfersPerSecond: rate };
  const limits = isStrict ? { ...rates, sliding: true, jitterMs: strictJitterMs } : rates;
  let running: RunningExchange;
  try {
    running = await startExchange({ port, limits, dayZone });
  } catch (error) {
    fail(`port ${port} cannot be used (${error instanceof Error ? error.message : 'unknown reason'})`, 1);
    return;
  }
  const { url, keys, accounts, whitelist } = running;
  exchangeRunFile.write({ url });
  process.stdout.write(`${JSON.stringify({ url, keys, accounts, whitelist })}\n`);
  const stop = () => {
    exchangeRunFile.remove({ url });
    running.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  onNpmExit(stop);
}

async function postFault(fault: string, url: string | undefined): Promise<void> {
  if (url === undefined) {
    fail('no simulator is running here; start one with npm run exchange -- --port N, or say --url URL', 1);
    return;
  }
  try {
    const signal = AbortSignal.timeout(requestTimeoutMs);
    const response = await fetch(new URL(faultsPath, url), { method: 'POST', body: fault, signal });
    const text = await response.text();
    if (response.ok) process.stdout.write(`${text}\n`);
    else fail(text);
  } catch (error) {
    fail(`no simulator answers at ${url} (${error instanceof Error ? error.message : 'unknown reason'})`, 1);
  }
}

/** 2: the command was wrong. 1: it was right but could not be done. */
function fail(line: string, exitCode: 1 | 2 = 2): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = exitCode;
}
