import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import { type RunningExchange, startExchange } from '../../../infra/local/exchange-simulator/server.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startWireLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging } from '../../support/messaging.ts';
import { noPasskeyVariables } from '../../support/passkeys.ts';
import { testPolicyStore } from '../../support/policy.ts';
import { silentLogging } from '../../support/silent-logging.ts';
import { SecretsServer } from '../shared/signing/support/secrets-server.ts';

/** How long a destination cools off here. Real time, because the deployed function takes its clock from nobody. */
export const coolOffMs = 1_000;

const generousLimits = { queriesPerSecond: 1_000, ordersPerSecond: 1_000, transfersPerSecond: 1_000 };

/**
 * The function as it is deployed, on a table and a bus that speak their services' protocols, and with the simulator as
 * exchange, which lists whoever makes a micro-payment and takes withdrawals soon after.
 */
export async function startWhitelistFunction() {
  const exchange = await startExchange({ limits: generousLimits, whitelistDelayMs: 200 });
  const [ledger, messaging, secrets] = await Promise.all([
    startWireLedger(),
    startTestMessaging(),
    SecretsServer.start({ kind: 'secret', text: JSON.stringify(exchange.keys.whitelist) }),
  ]);
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    EVENT_BUS_NAME: 'treasury-test',
    EXCHANGE_ENVIRONMENT: 'local',
    EXCHANGE_URL: exchange.url,
    KEY_NAME: 'whitelist',
    KEY_SECRET_ID: 'whitelist',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    ...silentLogging,
    ...noPasskeyVariables,
  });
  const { handler } = await import('../../../functions/whitelist/handler.ts');
  const policies = testPolicyStore(ledger.table, systemClock);
  await policies.put(parsePolicy({ ...policyWith({ roles: groupOfRole, coins }), whitelistCoolOffMs: coolOffMs }));
  const call = (method: string, path: string, who: Record<string, string> | undefined, more: CallOptions = {}) =>
    answerTo(handler, {
      method,
      path,
      claims: who,
      ...(more.id === undefined ? {} : { pathParameters: { id: more.id } }),
      ...(more.query === undefined ? {} : { query: more.query }),
      body: more.body,
    });
  return {
    exchange,
    ledger,
    outbox: messaging,
    policies,
    whitelist: openWhitelist(ledger.table),
    call,
    direct: (event: unknown) => handler(event, {} as Parameters<typeof handler>[1]),
    close: async () => {
      await Promise.all([ledger.close(), messaging.close(), exchange.close(), secrets[Symbol.asyncDispose]()]);
    },
  };
}

const coins = { USDT: { decimals: 6 }, USDC: { decimals: 6 }, BTC: { decimals: 8 }, USD: { decimals: 2 } };

interface CallOptions {
  readonly id?: string;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

export type WhitelistFunction = Awaited<ReturnType<typeof startWhitelistFunction>>;

export const claimsOf = (name: string, group = 'treasury') => claims(name, group);

/** The steps that people take, each by somebody, and the one that the schedule takes. */
export function operationsOf({ call, direct }: Pick<WhitelistFunction, 'call' | 'direct'>) {
  return {
    propose: (body: unknown, name = 'wanda') => call('POST', '/whitelist', claimsOf(name), { body }),
    prove: (id: string, body: unknown, name = 'wanda') =>
      call('POST', '/whitelist/{id}/proofs', claimsOf(name), { id, body }),
    confirm: (id: string, digest: unknown, name = 'walter') =>
      call('POST', '/whitelist/{id}/confirmations', claimsOf(name), { id, body: { digest } }),
    revoke: (id: string, name = 'oscar', group = 'oncall') =>
      call('DELETE', '/whitelist/{id}', claimsOf(name, group), { id }),
    show: (id: string) => call('GET', '/whitelist/{id}', claimsOf('ann', 'audit'), { id }),
    list: (query?: Record<string, string>) =>
      call('GET', '/whitelist', claimsOf('ann', 'audit'), query === undefined ? {} : { query }),
    check: () => direct({ check: 'exchange' }),
  };
}

/** A wallet makes the payment that a proof asked for. */
export async function makeMicroPayment({ url }: RunningExchange, payment: Record<string, unknown>): Promise<unknown> {
  const init = { method: 'POST', body: JSON.stringify(payment) };
  return (await fetch(`${url}/simulator/payments`, init)).json();
}

export const untilCoolOffEnds = () => sleep(coolOffMs + 50);
