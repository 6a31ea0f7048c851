import { exitCodeFor } from '../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { runDemo } from './demo/demo.ts';
import { requestWaitingPayment } from './demo/waiting-payment.ts';
import { onNpmExit } from './exchange-simulator/parent-exit.ts';
import { loginPeople } from './identity-provider/people.ts';
import { invitation } from './invitation.ts';
import { openLocalStage } from './local-stage.ts';

// `npm start`: synthesizes stage local, runs what was synthesized, and shows what it does with money.

let isReporting = true;

function report(line: string): void {
  if (isReporting) process.stdout.write(`${line}\n`);
}

/** The functions' own log lines. They are for those who look for a fault. */
function log(line: string): void {
  if (process.env.DEBUG !== undefined) process.stderr.write(`${line}\n`);
}

/** Ctrl-C, a request to end, the end of the npm that started us, or of the one who reads what we print. */
const stopped = new Promise<'stopped'>((resolve) => {
  const stop = () => {
    isReporting = false;
    resolve('stopped');
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop();
  });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  onNpmExit(stop);
});

/** As a shell says it of a command that Ctrl-C ended. */
const interrupted = 130;

async function main(): Promise<number> {
  const { once: isOnce, json, ...access } = readArguments(process.argv.slice(2));
  const localStage = await openLocalStage(access);
  try {
    const finished = await Promise.race([runDemo(localStage, report, log), stopped]);
    if (finished === 'stopped') return interrupted;
    const [outcome, stack] = finished;
    if (process.stdout.isTTY && !isOnce) {
      const { httpUrl = '' } = stack;
      const waiting = await requestWaitingPayment(localStage, httpUrl);
      const people = loginPeople(localStage.treasury.policy);
      report(invitation({ httpUrl, people, ...(waiting === undefined ? {} : { waiting }) }));
      await stopped;
    }
    if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
    return 0;
  } finally {
    await localStage.close();
  }
}

try {
  const exitCode = await main();
  process.exitCode = exitCode;
  // What was under way when we were stopped is waited for by nobody any more.
  if (exitCode === interrupted) process.exit();
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
