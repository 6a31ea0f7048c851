import type { Writable } from 'node:stream';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { aliases } from '../../../functions/shared/core/names.ts';
import { type AskOwner, openOwnerCalls } from '../../../functions/shared/key-health/ask-owner.ts';
import { judgeKeyHealth } from '../../../functions/shared/key-health/judge-key-health.ts';
import { askForConsent, type Consent } from '../../command-line/consent.ts';
import { keyOwners } from '../../config/key-owners.ts';
import { nameIn, type Stage, secretNameIn } from '../../config/stage-name.ts';
import { type Arguments, type ChangeArguments, readArguments } from './arguments.ts';
import { askKeyHealth } from './ask-key-health.ts';
import type { AwsConfig } from './aws-config.ts';
import { exitCodeOf, keyCheckRow, linesOfCheck } from './check-report.ts';
import { readSecret, type SecretInput } from './read-secret.ts';
import { restorePreviousKey } from './restore-previous-key.ts';
import { openSecretStore } from './secret-store.ts';
import { type KeyChangeDependencies, setKey } from './set-key.ts';
import { changeAsJson, linesOfChange } from './show-change.ts';

/** Where the command reads and writes, and where AWS is. */
export interface KeysConsole extends SecretInput {
  readonly output: Writable;
  readonly awsConfigOf: (stage: Stage) => AwsConfig;
}

/**
 * Does what the command line says. Returns the exit code; throws a TreasuryError that says why it could not be done.
 */
export async function runKeys(args: readonly string[], io: KeysConsole): Promise<number> {
  const given = readArguments(args);
  return given.command === 'check' ? check(given, io) : change(given, io);
}

/** The output is for the one JSON object alone where that is wanted. */
function reporterFor({ json }: Arguments, { output, questions }: KeysConsole): (line: string) => void {
  return (line) => (json ? questions : output).write(`${line}\n`);
}

function secretsManagerAt({ secretsManager }: AwsConfig): SecretsManagerClient {
  const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  return new SecretsManagerClient({ ...secretsManager, maxAttempts: 3, requestHandler });
}

async function consent({ acceptsWarnings }: ChangeArguments, { input, questions }: KeysConsole): Promise<Consent> {
  if (acceptsWarnings) return 'agreed';
  return input.isTTY === true ? askForConsent(input, questions) : 'nobody-to-ask';
}

function keyChangeDependencies(given: ChangeArguments, awsConfig: AwsConfig, io: KeysConsole): KeyChangeDependencies {
  const { key, stage } = given;
  const owner = nameIn(stage, keyOwners[key]);
  const ask: AskOwner = openOwnerCalls({ lambda: awsConfig.lambda });
  const report = reporterFor(given, io);
  return {
    secret: openSecretStore(secretsManagerAt(awsConfig), secretNameIn(stage, key)),
    tryVersion: async (version) => {
      report(`${owner} tries it with reads, from its own address ...`);
      const answer = await ask(`${owner}:${aliases.keyCheck}`, key, version);
      return judgeKeyHealth({ key, isNeeded: true, answer, at: systemClock.now() });
    },
    consent: () => consent(given, io),
    report,
  };
}

async function change(given: ChangeArguments, io: KeysConsole): Promise<number> {
  const { key, stage, command } = given;
  const name = secretNameIn(stage, key);
  const awsConfig = io.awsConfigOf(stage);
  // Before anything is sent: a malformed key is named now.
  const text = command === 'set' ? await readSecret(name, io) : '';
  const dependencies = keyChangeDependencies(given, awsConfig, io);
  const changed = {
    key,
    stage,
    change: command === 'set' ? await setKey(dependencies, text) : await restorePreviousKey(dependencies),
    at: systemClock.now(),
  };
  for (const line of linesOfChange(changed)) dependencies.report(line);
  if (given.json) io.output.write(`${JSON.stringify(changeAsJson(changed))}\n`);
  return changed.change.outcome === 'current' ? 0 : 1;
}

async function check(given: Arguments, io: KeysConsole): Promise<number> {
  const { stage } = given;
  const awsConfig = io.awsConfigOf(stage);
  const client = secretsManagerAt(awsConfig);
  const reportedHealth = await askKeyHealth(nameIn(stage, 'key-health'), awsConfig.lambda);
  const keys = await Promise.all(
    reportedHealth.map(async (health) => {
      const versions = await openSecretStore(client, secretNameIn(stage, health.key)).versions();
      return keyCheckRow(health, versions, systemClock.now());
    }),
  );
  const report = reporterFor(given, io);
  for (const line of linesOfCheck(keys)) report(line);
  if (given.json) io.output.write(`${JSON.stringify({ stage: stage.name, keys })}\n`);
  return exitCodeOf(keys);
}
