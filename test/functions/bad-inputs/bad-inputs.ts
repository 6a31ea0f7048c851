import { expect } from '@jest/globals';
import { wire as approval } from '../../../functions/approval/wiring.ts';
import { wire as depositAddress } from '../../../functions/deposit-address/wiring.ts';
import { wire as instructions } from '../../../functions/instructions/wiring.ts';
import { wire as pause } from '../../../functions/pause/wiring.ts';
import { aliases } from '../../../functions/shared/core/names.ts';
import type { HttpEvent } from '../../../functions/shared/runtime/http/request.ts';
import { wire as whitelist } from '../../../functions/whitelist/wiring.ts';
import { wire as withdrawalRequest } from '../../../functions/withdrawal-request/wiring.ts';
import type { FunctionName } from '../../../infra/functions/function-records.ts';
import { routeRights } from '../../infra/http-api/route-rights.ts';
import { startFunctionFixture } from '../../support/function-fixture.ts';
import { claims, groupOfRole, httpEvent } from '../../support/http-event.ts';
import { approved, policyWith, withdrawal } from '../../support/instructions.ts';
import { contextOf } from '../../support/lambda-context.ts';
import { noPasskeys } from '../../support/passkeys.ts';

/*
 * Inputs that cannot be taken: each has its error code, and its words: the field, the reason, and what would be right.
 * After each of them the table holds what it held before, no event and no message went out, and the exchange was asked
 * to move nothing.
 */

const nothing = () => undefined;
const noTrial = () => {
  throw new Error('no key is tried here');
};
const log = {
  info: nothing,
  warn: nothing,
  error: nothing,
  addContext: nothing,
  appendKeys: nothing,
  resetKeys: nothing,
};

/** What a call has beside its token. The token is of somebody who has every role. */
export interface BadCall {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly user?: string;
}

/** The functions on one table, with one instruction in it. */
export async function startBadInputs() {
  const fixture = await startFunctionFixture();
  const { ledger, outbox, script, clock, parts } = fixture;
  await parts.policies.put(policyWith({ roles: groupOfRole }));
  await parts.instructions.create(approved(withdrawal('taken')));
  const state = async () => {
    const items = await ledger.dump();
    return JSON.stringify(items.sort((a, b) => String(a.pk).localeCompare(String(b.pk))));
  };
  const before = await state();
  const meter = { write: nothing };
  const ports = { table: ledger.table, bus: outbox.bus, clock, log, meter, newId: () => 'new' };
  const { exchange } = parts;
  const handlers: Partial<Record<FunctionName, (event: HttpEvent, context: ReturnType<typeof contextOf>) => unknown>> =
    {
      approval: approval({ ...ports, passkeys: noPasskeys, releases: outbox.queue }),
      'deposit-address': depositAddress({ ...ports, exchange, onTrial: noTrial, passkeys: noPasskeys }),
      instructions: instructions({ ...ports, routes: '' }),
      pause: pause({ ...ports, passkeys: noPasskeys }),
      whitelist: whitelist({ ...ports, passkeys: noPasskeys, exchange, environment: 'local' }),
      'withdrawal-request': withdrawalRequest(ports),
    };

  /** Calls a route as the gateway does. */
  async function call(key: string, { parameters, query, body, user = 'dora' }: BadCall): Promise<unknown> {
    const [method = '', path = ''] = key.split(' ');
    const handler = handlers[routeRights.find((route) => route.key === key)?.handler ?? 'policy'];
    if (handler === undefined) throw new Error(`nobody answers ${key}`);
    const token = claims(user, ...Object.values(groupOfRole).flat());
    const more = { ...(parameters && { pathParameters: parameters }), ...(query && { query }), body };
    const answer = (await handler(httpEvent({ method, path, claims: token, ...more }), contextOf(aliases.http))) as {
      statusCode: number;
      body: string;
    };
    return { status: answer.statusCode, ...JSON.parse(answer.body) };
  }

  return {
    fixture,
    call,
    close: () => fixture.close(),
    expectNothingChanged: async () => {
      expect(await state()).toBe(before);
      expect(outbox.events).toEqual([]);
      expect(outbox.messages).toEqual([]);
      expect(script.seen.filter(({ method }) => method === 'POST')).toEqual([]);
    },
  };
}

export type BadInputs = Awaited<ReturnType<typeof startBadInputs>>;
