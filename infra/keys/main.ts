import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../functions/base/clock.ts';
import { type AskOwner, openOwners } from '../../functions/key-health/ask-owner.ts';
import { judge } from '../../functions/key-health/judge.ts';
import { askTerminal, type Consent } from '../command-line/ask-yes.ts';
import { endFor } from '../command-line/flags.ts';
import { keyOwners } from '../config/key-owners.ts';
import { nameIn, type Stage, secretNameIn } from '../config/stage-name.ts';
import { type Arguments, type ChangeArguments, readArguments, usage } from './arguments.ts';
import { askKeyHealth } from './ask-key-health.ts';
import { type AwsPlace, awsPlaceOf } from './aws-place.ts';
import { checkedKey, exitCodeOf, linesOfCheck } from './check-report.ts';
import { goBack } from './go-back.ts';
import { readSecret } from './read-secret.ts';
import { openSecretStore } from './secret-store.ts';
import { type KeyTools, setKey } from './set-key.ts';
import { changeAsJson, linesOfChange } from './show-change.ts';

// `npm run keys`: sets a key of the exchange after trying it, goes back to the former one, and reports on all.

/** Standard output is for the one JSON object where that is wanted. */
function teller({ json }: Arguments): (line: string) => void {
  const output = json ? process.stderr : process.stdout;
  return (line) => output.write(`${line}\n`);
}

function secretsManagerAt({ secretsManager }: AwsPlace): SecretsManagerClient {
  const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  return new SecretsManagerClient({ ...secretsManager, maxAttempts: 3, requestHandler });
}

async function consent({ acceptsWarnings }: ChangeArguments): Promise<Consent> {
  if (acceptsWarnings) return 'agreed';
  return process.stdin.isTTY ? askTerminal(process.stdin, process.stderr) : 'nobody-to-ask';
}

function tools(given: ChangeArguments, place: AwsPlace): KeyTools {
  const { key, stage } = given;
  const owner = nameIn(stage, keyOwners[key]);
  const ask: AskOwner = openOwners({ lambda: place.lambda });
  const tell = teller(given);
  return {
    secret: openSecretStore(secretsManagerAt(place), secretNameIn(stage, key)),
    tryVersion: async (version) => {
      tell(`${owner} tries it with reads, from its own address ...`);
      const answer = await ask(owner, key, version);
      return judge({ key, isNeeded: true, answer, at: systemClock.now() });
    },
    consent: () => consent(given),
    tell,
  };
}

async function change(given: ChangeArguments): Promise<number> {
  const { key, stage, command } = given;
  const name = secretNameIn(stage, key);
  const place = awsPlaceOf(stage);
  // Before anything is sent: a malformed key is named now.
  const text = command === 'set' ? await readSecret(name, { input: process.stdin, questions: process.stderr }) : '';
  const using = tools(given, place);
  const changed = {
    key,
    stage,
    change: command === 'set' ? await setKey(using, text) : await goBack(using),
    at: systemClock.now(),
  };
  for (const line of linesOfChange(changed)) using.tell(line);
  if (given.json) process.stdout.write(`${JSON.stringify(changeAsJson(changed))}\n`);
  return changed.change.outcome === 'current' ? 0 : 1;
}

async function check(stage: Stage, given: Arguments): Promise<number> {
  const place = awsPlaceOf(stage);
  const client = secretsManagerAt(place);
  const healths = await askKeyHealth(nameIn(stage, 'key-health'), place.lambda);
  const keys = await Promise.all(
    healths.map(async (health) => {
      const versions = await openSecretStore(client, secretNameIn(stage, health.key)).versions();
      return checkedKey(health, versions, systemClock.now());
    }),
  );
  const tell = teller(given);
  for (const line of linesOfCheck(keys)) tell(line);
  if (given.json) process.stdout.write(`${JSON.stringify({ stage: stage.name, keys })}\n`);
  return exitCodeOf(keys);
}

try {
  const given = readArguments(process.argv.slice(2));
  process.exitCode = given.command === 'check' ? await check(given.stage, given) : await change(given);
} catch (error) {
  process.exitCode = endFor(error, usage);
}
