import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { systemClock } from '../../functions/shared/core/clock.ts';
import { assert } from '../../functions/shared/core/errors.ts';
import { type Payee, secretsByName } from '../command-line/keys-file.ts';
import { keyFromText } from '../command-line/tool-client.ts';
import type { Treasury } from '../config/define-treasury.ts';
import { type LocalParts, localTreasury } from '../config/local.ts';
import { policyResourceType } from '../constructs/policy-resource.ts';
import { synthesize } from '../synthesize.ts';
import { type RunningStack, startStack } from './aws/stack.ts';
import { type ExchangeReader, openExchangeReader } from './exchange-reader.ts';
import { ExchangeView } from './exchange-view.ts';
import { type AskedFor, type LocalExchange, openLocalExchange } from './local-exchange.ts';
import { placeOf, type StackPlace, stackRunFile } from './stack-run-file.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Signs the tokens that `npm run token` prints. */
export const issuerKeyFile = path.join(root, '.local', 'issuer-key.json');
/** A tick of a minute then comes every five seconds. */
const scheduleSpeed = 12;

/** Everything of the local stage: what `cdk synth` made, running, and the exchange it works with. */
export interface LocalHouse {
  readonly exchange: LocalExchange;
  readonly view: ExchangeView;
  readonly treasury: Treasury;
  /** Where the story withdraws to. Its coin is what the sweep moves. */
  readonly payee: Payee;
  /** Proposes another policy, as a deployment of a changed configuration does. */
  deploy(changes: Pick<LocalParts, 'approvalExpiry'>): Promise<Deployed>;
  start(log: (line: { readonly function: string; readonly line: string }) => void): Promise<RunningStack>;
  close(): Promise<void>;
}

/** What the custom resource answers to a deployment. */
const deployedSchema = v.object({
  Standing: v.picklist(['in-force', 'waiting']),
  ActsAt: v.string(),
  Waiting: v.string(),
});
export type Deployed = v.InferOutput<typeof deployedSchema>;

export async function openLocalHouse(askedFor?: AskedFor): Promise<LocalHouse> {
  const exchange = await openLocalExchange(askedFor);
  // A malformed key is named now, not by a function that fails later.
  for (const [name, secret] of Object.entries(exchange.access.secrets))
    await keyFromText(name, secret, systemClock).signer();
  const reader = openExchangeReader(exchange.url, exchange.access.secrets.read ?? '');
  try {
    return await furnish(exchange, reader);
  } catch (error) {
    await reader.close();
    await exchange.close();
    throw error;
  }
}

async function furnish(exchange: LocalExchange, reader: ExchangeReader): Promise<LocalHouse> {
  const { access, url } = exchange;
  const view = new ExchangeView(reader.client, access);
  const payee = exchange.newcomer?.payee ?? (await view.payee());
  const { accounts, secrets, whitelist } = access;
  const paysBanks = secrets.fiat !== undefined;
  const parts: LocalParts = { accounts, whitelist: [...whitelist], coin: payee.coin, paysBanks };
  const treasury = localTreasury(parts);
  const outdir = path.join(root, 'cdk.out', `local-${randomUUID()}`);
  let stack: RunningStack | undefined;
  let place: StackPlace | undefined;
  return {
    exchange,
    view,
    treasury,
    payee,
    deploy: async (changes) => {
      assert(stack !== undefined, 'the first deployment starts the stack');
      const { policy } = localTreasury({ ...parts, ...changes });
      return v.parse(deployedSchema, await stack.updateCustomResource(policyResourceType, { Policy: policy }));
    },
    start: async (log) => {
      const { directory } = await synthesize({ stage: 'local', treasury, outdir });
      const parameters = { ExchangeUrl: url };
      stack = await startStack({
        assembly: directory,
        parameters,
        secrets: secretsByName(access),
        scheduleSpeed,
        issuerKeyFile,
        log,
      });
      // `npm run keys -- … --stage local` finds the stack by this file.
      place = placeOf(stack);
      stackRunFile.write(place);
      return stack;
    },
    close: async () => {
      if (place !== undefined) stackRunFile.remove(place);
      await stack?.close();
      await reader.close();
      await exchange.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}
