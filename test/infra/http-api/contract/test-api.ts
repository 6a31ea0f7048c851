import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../../functions/shared/core/clock.ts';
import type { Policy } from '../../../../functions/shared/ledger/policy/policy.ts';
import { openExchangeReadings } from '../../../../functions/shared/ledger/store/exchange-readings.ts';
import { openInstructionStore } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { openPauses } from '../../../../functions/shared/ledger/store/pauses.ts';
import { openWhitelist } from '../../../../functions/shared/ledger/store/whitelist.ts';
import { printRoot } from '../../../../functions/shared/passkeys/roots.ts';
import type { HttpApi } from '../../../../infra/local/aws/http/server.ts';
import { loadIssuer, signToken } from '../../../../infra/local/aws/issuer.ts';
import { SecretsServer } from '../../../functions/shared/signing/support/secrets-server.ts';
import { Contract } from '../../../support/api-contract.ts';
import { sampleSecret } from '../../../support/exchange-client.ts';
import { groupOfRole } from '../../../support/http-event.ts';
import { policyWith } from '../../../support/instructions.ts';
import { startWireLedger, tableName } from '../../../support/ledger.ts';
import { startTestMessaging } from '../../../support/messaging.ts';
import { localOwner, passkeyVariables } from '../../../support/passkeys.ts';
import { initialPolicyItem } from '../../../support/policy.ts';
import { startScriptedExchange } from '../../../support/scripted-exchange.ts';
import { silentLogging } from '../../../support/silent-logging.ts';
import { startSwitchableProxy } from '../../../support/switchable-proxy.ts';
import { sharedKeyFile } from '../../local/aws/support/issuer-key.ts';
import { openFunctions } from '../open-functions.ts';

/** Everybody who plays, with all their groups. */
const personas = {
  alice: [...groupOfRole.requester, ...groupOfRole.approver],
  adam: groupOfRole.requester,
  bob: groupOfRole.approver,
  carol: groupOfRole.approver,
  // Proposes destinations, and would like to approve payments to them.
  wanda: [...groupOfRole.whitelister, ...groupOfRole.approver],
  walter: groupOfRole.whitelister,
  olga: groupOfRole.operator,
  sam: ['strangers'],
  /** May everything. */
  eve: Object.values(groupOfRole).flat(),
} as const;

export type Person = keyof typeof personas;

/** The devices that the stage begins with. */
export const passkeyOf = { bob: localOwner('bob@example.com'), carol: localOwner('carol@example.com') };

export const policy: Policy = policyWith({
  roles: groupOfRole,
  coins: { USDT: { decimals: 6 }, USD: { decimals: 2 } },
  withdrawals: {
    USDT: {
      perInstruction: '50000',
      perDestination: { perInstruction: '40000' },
      rolling: [{ windowMs: 86_400_000, amount: '30000' }],
      approvals: [{ over: '0', quorum: 2 }],
    },
  },
});

/**
 * The functions behind the HTTP API, with a table, a bus, queues, secrets and an exchange that can each be made to
 * fail. Every call is compared with the API's document.
 */
export async function startTestApi() {
  const [ledger, messaging, exchange, secrets, issuer] = await Promise.all([
    startWireLedger(),
    startTestMessaging(),
    startScriptedExchange(() => Date.now()),
    SecretsServer.start({ kind: 'secret', text: JSON.stringify(sampleSecret) }),
    loadIssuer(sharedKeyFile),
  ]);
  const tableSwitch = await startSwitchableProxy(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    ...passkeyVariables([passkeyOf.bob, passkeyOf.carol].map(({ enrolment }) => printRoot(enrolment))),
    EVENT_BUS_NAME: 'treasury-test',
    RELEASE_QUEUE_URL: messaging.queueUrl,
    EXCHANGE_ENVIRONMENT: 'local',
    EXCHANGE_URL: exchange.url,
    KEY_NAME: 'whitelist',
    KEY_SECRET_ID: 'whitelist',
    AWS_ENDPOINT_URL_DYNAMODB: tableSwitch.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    ...silentLogging,
  });
  const putPolicy = () => ledger.table.put(initialPolicyItem(policy));
  await putPolicy();
  const api = await openFunctions('https://login.example.com', issuer.publicKey);
  /** As it is just after a deployment that changes the issuer. */
  const changing = await openFunctions('https://new-login.example.com', issuer.publicKey);
  const contract = new Contract();

  async function ask(at: HttpApi, method: string, target: string, token: string | undefined, body?: unknown) {
    const response = await fetch(`${at.url}${target}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = { status: response.status, body: (await response.json()) as Record<string, unknown> };
    contract.check({ method, target, body, answer });
    return answer;
  }
  const tokenOf = (person: Person, issuerUrl = 'https://login.example.com') => {
    const claims = { sub: person, email: `${person}@example.com`, groups: personas[person] };
    const request = { issuer: issuerUrl, audience: 'treasury', expiresInSeconds: 600, claims };
    return signToken(issuer, request, Date.now());
  };
  return {
    ledger,
    heads: ledger.heads,
    outbox: messaging,
    exchange,
    secrets,
    tableSwitch,
    contract,
    putPolicy,
    instructions: openInstructionStore(ledger.table, randomUUID),
    whitelist: openWhitelist(ledger.table),
    readings: openExchangeReadings(ledger.table),
    pauses: openPauses(ledger.table),
    clock: systemClock,
    /** One call by a person. */
    call: async (person: Person, method: string, target: string, body?: unknown) =>
      ask(api, method, target, await tokenOf(person), body),
    withoutToken: (method: string, target: string, body?: unknown) => ask(api, method, target, undefined, body),
    ofNewIssuer: async (method: string, target: string, body?: unknown) =>
      ask(changing, method, target, await tokenOf('eve', 'https://new-login.example.com'), body),
    /** While this runs the bus and the queues take nothing. */
    withoutOutbox: async (play: () => Promise<unknown>) => {
      messaging.setAway(true);
      await play();
      messaging.setAway(false);
    },
    close: async () => {
      await Promise.all([api.close(0), changing.close(0), tableSwitch.close(), exchange.close(), messaging.close()]);
      await Promise.all([ledger.close(), secrets[Symbol.asyncDispose]()]);
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
