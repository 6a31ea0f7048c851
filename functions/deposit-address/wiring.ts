import type { Context } from 'aws-lambda';
import type { OpenKeyTrial } from '../shared/exchange/key-trial.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { openWordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { openDepositAddresses } from '../shared/ledger/store/deposit-addresses.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { raisedPolicies } from '../shared/ledger/store/raised-policies.ts';
import { httpErrors } from '../shared/runtime/http/error-middleware.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import { isHttpEvent } from '../shared/runtime/http/request.ts';
import { type Call, serve } from '../shared/runtime/http/serve.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import type { PasskeyPorts } from '../shared/runtime/passkeys.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { acceptChange } from './accept-change.ts';
import {
  type DepositAddressDependencies,
  type DepositInstructions,
  retrieveDepositAddress,
} from './deposit-address.ts';
import { listKnown } from './list-known.ts';
import { depositAddressRoutes } from './routes.ts';
import { acceptanceView, knownAddressesView } from './views.ts';

export interface DepositAddressPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log'> {
  readonly exchange: DepositAddressDependencies['exchange'];
  readonly onTrial: OpenKeyTrial;
  readonly passkeys: PasskeyPorts;
}

const queryOf = ({ event }: Call) => ({
  coin: event.pathParameters?.coin ?? '',
  chain: event.pathParameters?.chain ?? '',
});

/** The routes of `/deposit-addresses`, or a direct call with `{"coin", "chain"}`. */
export function wire({ table, bus, clock, log, exchange, onTrial, passkeys }: DepositAddressPorts) {
  const { settings, heads } = passkeys;
  const dependencies = {
    exchange,
    known: openDepositAddresses(table),
    policies: raisedPolicies(openPolicyStore(table, clock), settings.floor),
    words: openWordTaker({ table, heads, settings, bus }),
    bus,
    clock,
  };

  async function retrieve(query: unknown): Promise<DepositInstructions> {
    const found = await retrieveDepositAddress(dependencies, query);
    log.info('deposit address retrieved', { coin: found.coin, chain: found.chain });
    return found;
  }

  async function list({ policy }: Call) {
    const report = (error: CorruptItemError) => log.error('an item is corrupt', { error });
    return knownAddressesView(await listKnown(dependencies.known, Object.keys(policy.coins), report));
  }

  async function confirm(call: Call) {
    const query = queryOf(call);
    const person = personIn(call.identity);
    const { kind, next } = await acceptChange(dependencies, query, jsonBody(call.event), person, call.policy);
    log.info('a changed deposit address was looked at', { ...query, kind });
    return { status: kind === 'proposed' ? 202 : 200, body: acceptanceView(query, kind, next) } as const;
  }

  const overHttp = serve(
    depositAddressRoutes,
    {
      'GET /deposit-addresses': async (call) => ({ status: 200, body: await list(call) }),
      'GET /deposit-addresses/{coin}/{chain}': async (call) => ({ status: 200, body: await retrieve(queryOf(call)) }),
      'POST /deposit-addresses/{coin}/{chain}/confirmations': confirm,
    },
    dependencies.policies,
  );

  return lambdaHandler(
    log,
    async (event: unknown, context: Context): Promise<unknown> =>
      isHttpEvent(event) ? overHttp(event, context) : retrieve(event),
  )
    .use(keyCheckMiddleware({ table, clock, log }, { whitelist: { inForce: () => exchange, onTrial } }))
    .use(httpErrors(log));
}
