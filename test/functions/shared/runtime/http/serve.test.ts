import { describe, expect, test } from '@jest/globals';
import { pauseRoutes } from '../../../../../functions/pause/routes.ts';
import { aliases } from '../../../../../functions/shared/core/names.ts';
import type { PolicyState } from '../../../../../functions/shared/ledger/policy/policy-state.ts';
import { serve } from '../../../../../functions/shared/runtime/http/serve.ts';
import { noon } from '../../../../support/clock.ts';
import { answerTo, claims, groupOfRole } from '../../../../support/http-event.ts';
import { policyWith } from '../../../../support/instructions.ts';
import { contextOf } from '../../../../support/lambda-context.ts';
import { firstEpoch } from '../../../../support/people.ts';

const policyState: PolicyState = {
  inForce: { policy: policyWith({ roles: groupOfRole }), by: 'deploy', since: noon },
  events: [],
  firstEpoch,
};

/** A function with one route, as it is called by an alias or by none. */
async function servedBy(alias: string | undefined) {
  let asked = 0;
  const policies = {
    read: async () => {
      asked += 1;
      return policyState;
    },
  };
  const nothing = { paused: false, pauses: [], changes: [] };
  const show = async () => ({ status: 200, body: nothing }) as const;
  const handler = serve({ 'GET /pause': pauseRoutes['GET /pause'] }, { 'GET /pause': show }, policies);
  const asCalled = (event: Parameters<typeof handler>[0]) => handler(event, contextOf(alias));
  const call = { method: 'GET', path: '/pause', claims: claims('ann', 'audit') };
  return { answer: () => answerTo(asCalled, call), asked: () => asked };
}

describe('an HTTP request with the right claims', () => {
  test('is answered where API Gateway brings it, by the alias that is its own', async () => {
    const { answer } = await servedBy(aliases.http);
    expect(await answer()).toMatchObject({ status: 200 });
  });

  // A schedule's role, a rule, whoever checks keys: they could write any claims into an event.
  test.each([undefined, '$LATEST', '1', aliases.keyCheck, 'HTTP', 'http2', 'not-http'])(
    'is refused by the qualifier %j before anything is read',
    async (qualifier) => {
      const { answer, asked } = await servedBy(qualifier);
      await expect(answer()).rejects.toMatchObject({ code: 'invalid-input', flaws: [{ field: '' }] });
      expect(asked()).toBe(0);
    },
  );
});
