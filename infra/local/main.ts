import { once } from 'node:events';
import { InvalidInputError, isTreasuryError } from '../../functions/base/errors.ts';
import { readArguments, usage } from './arguments.ts';
import { openLocalHouse } from './local-house.ts';
import { tellStory } from './story/story.ts';

// `npm start`: synthesizes stage local, runs what was synthesized, and shows what it does with money.

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The functions' own log lines. They are for those who look for a fault. */
function log(line: string): void {
  if (process.env.DEBUG !== undefined) process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { once: isOnce, json, exchange } = readArguments(process.argv.slice(2));
  const house = await openLocalHouse(exchange);
  try {
    const [outcome, stack] = await tellStory(house, tell, log);
    if (process.stdout.isTTY && !isOnce) {
      tell(`\nThe HTTP API stays up at ${stack.httpUrl} until Ctrl-C.`);
      tell('A token for it: npm run token -- --sub alice@example.com --groups ops');
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    }
    if (json) tell(JSON.stringify(outcome));
  } finally {
    await house.close();
  }
}

try {
  await main();
} catch (error) {
  if (!isTreasuryError(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  const isWrongCall = error instanceof InvalidInputError;
  if (isWrongCall) process.stderr.write(`Usage: ${usage}\n`);
  process.exitCode = isWrongCall ? 2 : 1;
}
