import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { systemClock } from '../../functions/shared/core/clock.ts';
import { assert } from '../../functions/shared/core/errors.ts';
import type { Assets } from '../bundling/assets.ts';
import { type Payee, secretsByName } from '../command-line/keys-file.ts';
import { keyFromText } from '../command-line/tool-client.ts';
import type { Treasury } from '../config/define-treasury.ts';
import { type LocalStageOptions, localTreasury } from '../config/local.ts';
import { policyResourceType } from '../constructs/policy-resource.ts';
import { synthesize } from '../synthesize.ts';
import { loadIssuer } from './aws/issuer.ts';
import { type RunningStack, startStack } from './aws/stack.ts';
import { rootOwners } from './demo/personas.ts';
import { type ExchangeReader, openExchangeReader } from './exchange-reader.ts';
import { ExchangeView } from './exchange-view.ts';
import { IdentityProvider } from './identity-provider/identity-provider.ts';
import { loginPeople } from './identity-provider/people.ts';
import { issuerKeyFile } from './issuer-key-file.ts';
import { type ExchangeSelection, type LocalExchange, openLocalExchange } from './local-exchange.ts';
import { localDevice } from './passkey/local-device.ts';
import { requireFreePort } from './require-free-port.ts';
import { type StackAddress, stackAddressOf, stackRunFile, tableAt } from './stack-run-file.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** A tick of a minute then comes every five seconds. */
const scheduleSpeed = 12;
/** It reads with the same key as the tick: as often as that it would leave no slot to what people wait for. */
const scheduleSpeeds = { 'local.deposits': 4 };
const consoleFunction = 'hashkey-treasury-local-console';
const statementsFunction = 'hashkey-treasury-local-statements';
/** At the pace of the key and no slower: somebody waits for the day's statement here. */
const statementVariables = { STATEMENT_READ_EVERY_MS: '0' };
/** Short, so that the console's renewal of its login is used here too. */
const tokenSeconds = 600;

/** Everything of the local stage: what `cdk synth` made, running, and the exchange it works with. */
export interface LocalStage {
  readonly exchange: LocalExchange;
  readonly view: ExchangeView;
  readonly treasury: Treasury;
  /** Where the demo withdraws to. Its coin is what the sweep moves. */
  readonly payee: Payee;
  /** Proposes another policy, as a deployment of a changed configuration does. */
  deploy(changes: Pick<LocalStageOptions, 'approvalExpiry' | 'looseningDelay' | 'require'>): Promise<DeploymentResult>;
  start(log: (line: { readonly function: string; readonly line: string }) => void): Promise<RunningStack>;
  close(): Promise<void>;
}

/** What the custom resource answers to a deployment. */
const deploymentResultSchema = v.object({
  Standing: v.picklist(['in-force', 'waiting']),
  ActsAt: v.string(),
  Waiting: v.string(),
});
export type DeploymentResult = v.InferOutput<typeof deploymentResultSchema>;

export interface LocalStageSelection extends ExchangeSelection {
  /** Where its HTTP API listens; a free one where nothing is said. */
  readonly port?: number;
  /** What was bundled already of this code. Without it everything is bundled. */
  readonly assets?: Assets;
  /** Other devices than the demo's to begin with, and what takes a signature of one. */
  readonly passkeys?: Required<Pick<LocalStageOptions, 'roots' | 'require'>>;
}

export async function openLocalStage(selection: LocalStageSelection = {}): Promise<LocalStage> {
  if (selection.port !== undefined) await requireFreePort(selection.port);
  const exchange = await openLocalExchange(selection);
  // A malformed key is named now, not by a function that fails later.
  for (const [name, secret] of Object.entries(exchange.access.secrets))
    await keyFromText(name, secret, systemClock).signer();
  const reader = openExchangeReader(exchange.url, exchange.access.secrets.read ?? '');
  try {
    return await buildLocalStage(exchange, reader, selection);
  } catch (error) {
    await reader.close();
    await exchange.close();
    throw error;
  }
}

async function buildLocalStage(
  exchange: LocalExchange,
  reader: ExchangeReader,
  { port, assets, passkeys }: LocalStageSelection,
): Promise<LocalStage> {
  const { access, url } = exchange;
  const view = new ExchangeView(reader.client, access);
  const payee = exchange.newPayee?.payee ?? (await view.payee());
  const { accounts, secrets, whitelist } = access;
  const paysBanks = secrets.fiat !== undefined;
  const common: LocalStageOptions = { accounts, whitelist: [...whitelist], coin: payee.coin, paysBanks };
  const devices = passkeys ?? { roots: await rootLines(localTreasury(common)) };
  const options: LocalStageOptions = { ...common, ...devices };
  const treasury = localTreasury(options);
  const outdir = path.join(root, 'cdk.out', `local-${randomUUID()}`);
  let stack: RunningStack | undefined;
  let identityProvider: IdentityProvider | undefined;
  let address: StackAddress | undefined;
  return {
    exchange,
    view,
    treasury,
    payee,
    deploy: async (changes) => {
      assert(stack !== undefined, 'the first deployment starts the stack');
      const { policy } = localTreasury({ ...options, ...changes });
      return v.parse(deploymentResultSchema, await stack.updateCustomResource(policyResourceType, { Policy: policy }));
    },
    start: async (log) => {
      const { directory } = await synthesize({
        stage: 'local',
        treasury,
        outdir,
        ...(assets === undefined ? {} : { assets }),
      });
      const parameters = { ExchangeUrl: url };
      identityProvider = await startIdentityProvider(treasury);
      stack = await startStack({
        assembly: directory,
        parameters,
        secrets: secretsByName(access),
        variables: {
          [consoleFunction]: { CONSOLE_DISCOVERY: identityProvider.discoveryUrl },
          [statementsFunction]: statementVariables,
        },
        scheduleSpeed,
        scheduleSpeeds,
        ...(port === undefined ? {} : { httpPort: port }),
        issuerKeyFile,
        log,
      });
      if (stack.httpUrl !== undefined) identityProvider.serve(stack.httpUrl);
      // `npm run keys -- … --stage local` finds the stack by this file.
      address = stackAddressOf(stack);
      reader.share(tableAt(address));
      stackRunFile.write(address);
      return stack;
    },
    close: async () => {
      if (address !== undefined) stackRunFile.remove(address);
      await stack?.close();
      await identityProvider?.close();
      await reader.close();
      await exchange.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}

/** The devices that the stage begins with, of two people. Whoever else has one was confirmed with these. */
async function rootLines(treasury: Treasury): Promise<readonly string[]> {
  const devices = await Promise.all(rootOwners.map(({ email }) => localDevice(email, treasury)));
  return devices.map(({ line }) => line);
}

/** The login of the stage's console. Its tokens are signed as those of `npm run token`. */
async function startIdentityProvider({ identity, policy, console }: Treasury): Promise<IdentityProvider> {
  const { privateJwk } = await loadIssuer(issuerKeyFile);
  return await IdentityProvider.start({
    issuer: identity.issuer,
    clientId: console?.clientId ?? identity.audience,
    audience: identity.audience,
    people: loginPeople(policy),
    signingKey: privateJwk,
    tokenSeconds,
  });
}
