import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import { type RunningExchange, startExchange } from '../../../infra/local/exchange-simulator/server.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { startLedger, tableName } from '../../support/ledger.ts';
import { startOutbox } from '../../support/outbox.ts';
import { policiesOf } from '../../support/policy.ts';
import { quiet } from '../../support/quiet.ts';
import { SecretsServer } from '../signing/support/secrets-server.ts';

/** How long a destination cools off here. Real time, because the deployed function takes its clock from nobody. */
export const coolOffMs = 1_000;

const wide = { queriesPerSecond: 1_000, ordersPerSecond: 1_000, transfersPerSecond: 1_000 };

/**
 * The function as it is deployed, on a table and a bus that speak their services' protocols, and with the simulator as
 * exchange, which lists whoever makes a micro-payment and takes withdrawals soon after.
 */
export async function startWhitelist() {
  const exchange = await startExchange({ limits: wide, whitelistDelayMs: 200 });
  const [ledger, outbox, secrets] = await Promise.all([
    startLedger(),
    startOutbox(),
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
    ...quiet,
  });
  const { handler } = await import('../../../functions/whitelist/handler.ts');
  const policies = policiesOf(ledger.table, systemClock);
  await policies.put(parsePolicy({ ...policyWith({ roles: groupOfRole, coins }), whitelistCoolOffMs: coolOffMs }));
  const call = (method: string, path: string, who: Record<string, string> | undefined, more: More = {}) =>
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
    outbox,
    policies,
    whitelist: openWhitelist(ledger.table),
    call,
    direct: (event: unknown) => handler(event, {} as Parameters<typeof handler>[1]),
    close: async () => {
      await Promise.all([ledger.close(), outbox.close(), exchange.close(), secrets[Symbol.asyncDispose]()]);
    },
  };
}

const coins = { USDT: { decimals: 6 }, USDC: { decimals: 6 }, BTC: { decimals: 8 }, USD: { decimals: 2 } };

interface More {
  readonly id?: string;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

export type Whitelist = Awaited<ReturnType<typeof startWhitelist>>;

export const as = (name: string, group = 'treasury') => claims(name, group);

/** The steps that people take, each by somebody, and the one that the schedule takes. */
export function peopleOf({ call, direct }: Pick<Whitelist, 'call' | 'direct'>) {
  return {
    propose: (body: unknown, name = 'wanda') => call('POST', '/whitelist', as(name), { body }),
    prove: (id: string, body: unknown, name = 'wanda') =>
      call('POST', '/whitelist/{id}/proofs', as(name), { id, body }),
    confirm: (id: string, digest: unknown, name = 'walter') =>
      call('POST', '/whitelist/{id}/confirmations', as(name), { id, body: { digest } }),
    revoke: (id: string, name = 'oscar', group = 'oncall') =>
      call('DELETE', '/whitelist/{id}', as(name, group), { id }),
    show: (id: string) => call('GET', '/whitelist/{id}', as('ann', 'audit'), { id }),
    list: (query?: Record<string, string>) =>
      call('GET', '/whitelist', as('ann', 'audit'), query === undefined ? {} : { query }),
    check: () => direct({ check: 'exchange' }),
  };
}

/** A wallet makes the payment that a proof asked for. */
export async function pay({ url }: RunningExchange, payment: Record<string, unknown>): Promise<unknown> {
  const init = { method: 'POST', body: JSON.stringify(payment) };
  return (await fetch(`${url}/simulator/payments`, init)).json();
}

export const untilCool = () => sleep(coolOffMs + 50);
