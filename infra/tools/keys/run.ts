import type { Writable } from 'node:stream';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { aliases } from '../../../functions/shared/core/names.ts';
import { type AskOwner, openOwnerCalls } from '../../../functions/shared/key-health/ask-owner.ts';
import { judgeKeyHealth } from '../../../functions/shared/key-health/judge-key-health.ts';
import { askTerminal, type Consent } from '../../command-line/ask-yes.ts';
import { keyOwners } from '../../config/key-owners.ts';
import { nameIn, type Stage, secretNameIn } from '../../config/stage-name.ts';
import { type Arguments, type ChangeArguments, readArguments } from './arguments.ts';
import { askKeyHealth } from './ask-key-health.ts';
import type { AwsPlace } from './aws-place.ts';
import { checkedKey, exitCodeOf, linesOfCheck } from './check-report.ts';
import { goBack } from './go-back.ts';
import { readSecret, type SecretInput } from './read-secret.ts';
import { openSecretStore } from './secret-store.ts';
import { type KeyTools, setKey } from './set-key.ts';
import { changeAsJson, linesOfChange } from './show-change.ts';

/** Where the command reads and writes, and where AWS is. */
export interface KeysConsole extends SecretInput {
  readonly output: Writable;
  readonly placeOf: (stage: Stage) => AwsPlace;
}

/** Does what the command line says. Returns the exit code; throws a TreasuryError that says why it could not be done. */
export async function runKeys(args: readonly string[], io: KeysConsole): Promise<number> {
  const given = readArguments(args);
  return given.command === 'check' ? check(given, io) : change(given, io);
}

/** The output is for the one JSON object alone where that is wanted. */
function teller({ json }: Arguments, { output, questions }: KeysConsole): (line: string) => void {
  return (line) => (json ? questions : output).write(`${line}\n`);
}

function secretsManagerAt({ secretsManager }: AwsPlace): SecretsManagerClient {
  const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  return new SecretsManagerClient({ ...secretsManager, maxAttempts: 3, requestHandler });
}

async function consent({ acceptsWarnings }: ChangeArguments, { input, questions }: KeysConsole): Promise<Consent> {
  if (acceptsWarnings) return 'agreed';
  return input.isTTY === true ? askTerminal(input, questions) : 'nobody-to-ask';
}

function tools(given: ChangeArguments, place: AwsPlace, io: KeysConsole): KeyTools {
  const { key, stage } = given;
  const owner = nameIn(stage, keyOwners[key]);
  const ask: AskOwner = openOwnerCalls({ lambda: place.lambda });
  const tell = teller(given, io);
  return {
    secret: openSecretStore(secretsManagerAt(place), secretNameIn(stage, key)),
    tryVersion: async (version) => {
      tell(`${owner} tries it with reads, from its own address ...`);
      const answer = await ask(`${owner}:${aliases.keyCheck}`, key, version);
      return judgeKeyHealth({ key, isNeeded: true, answer, at: systemClock.now() });
    },
    consent: () => consent(given, io),
    tell,
  };
}

async function change(given: ChangeArguments, io: KeysConsole): Promise<number> {
  const { key, stage, command } = given;
  const name = secretNameIn(stage, key);
  const place = io.placeOf(stage);
  // Before anything is sent: a malformed key is named now.
  const text = command === 'set' ? await readSecret(name, io) : '';
  const using = tools(given, place, io);
  const changed = {
    key,
    stage,
    change: command === 'set' ? await setKey(using, text) : await goBack(using),
    at: systemClock.now(),
  };
  for (const line of linesOfChange(changed)) using.tell(line);
  if (given.json) io.output.write(`${JSON.stringify(changeAsJson(changed))}\n`);
  return changed.change.outcome === 'current' ? 0 : 1;
}

async function check(given: Arguments, io: KeysConsole): Promise<number> {
  const { stage } = given;
  const place = io.placeOf(stage);
  const client = secretsManagerAt(place);
  const healths = await askKeyHealth(nameIn(stage, 'key-health'), place.lambda);
  const keys = await Promise.all(
    healths.map(async (health) => {
      const versions = await openSecretStore(client, secretNameIn(stage, health.key)).versions();
      return checkedKey(health, versions, systemClock.now());
    }),
  );
  const tell = teller(given, io);
  for (const line of linesOfCheck(keys)) tell(line);
  if (given.json) io.output.write(`${JSON.stringify({ stage: stage.name, keys })}\n`);
  return exitCodeOf(keys);
}
