import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Call } from '../../../../infra/local/aws/iam/call.ts';
import {
  accountRoot,
  administrator,
  events,
  type Given,
  isAllowed,
  type Json,
  key,
  payer,
  payerRole,
  queue,
  reader,
  readerRole,
} from './support/policies.ts';

const rule = 'arn:aws:events:eu-central-1:000000000000:rule/sweeps';

/** Statements and calls over few words, so that they meet often. */
function statements(owner: string, [one, two]: readonly [string, string]) {
  const service = one.split(':')[0];
  const element = <T>(...values: readonly T[]) => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
  const condition = fc.constantFrom<Json>(
    { ArnLike: { 'aws:SourceArn': rule } },
    { ArnNotLike: { 'aws:SourceArn': rule } },
    { StringEqualsIfExists: { 'aws:SourceAccount': '000000000000' } },
    { StringNotEquals: { 'aws:PrincipalArn': payerRole } },
    { Null: { 'aws:SourceAccount': 'true' } },
    { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  );
  const principal = fc.constantFrom<unknown>(
    '*',
    { AWS: payerRole },
    { AWS: [readerRole, accountRoot] },
    { Service: 'events.amazonaws.com', AWS: readerRole },
  );
  const body = {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: element(one, two, `${service}:*`, one.toUpperCase()),
    Resource: element('*', owner, owner.replace(/.{3}$/, '*')),
  };
  const optional = { requiredKeys: ['Effect', 'Action', 'Resource'] as ['Effect', 'Action', 'Resource'] };
  return {
    own: fc.record({ ...body, Condition: condition }, optional),
    ofResource: fc.record(
      { ...body, Principal: principal, Condition: condition },
      {
        requiredKeys: [...optional.requiredKeys, 'Principal'],
      },
    ),
    call: fc.record({
      caller: fc.constantFrom<Call['caller']>(payer, payer, reader, events, administrator),
      action: fc.constantFrom(one, two),
      resource: fc.constant(owner),
      context: fc
        .record(
          {
            'aws:SourceArn': fc.constantFrom(rule, `${rule}-2`),
            'aws:SourceAccount': fc.constantFrom('000000000000', '111111111111'),
          },
          { requiredKeys: [] },
        )
        .map((context): Call['context'] => context),
    }),
  };
}

const owners = [
  ['a queue', queue, ['sqs:SendMessage', 'sqs:ReceiveMessage']],
  ['a key', key, ['kms:Decrypt', 'kms:GenerateDataKey']],
] as const;

describe.each(owners)('for the policies of roles and of %s', (_, owner, actions) => {
  const { own, ofResource, call } = statements(owner, actions);
  const several = { maxLength: 3 };
  const policies = fc.record({
    payer: fc.array(own, several),
    reader: fc.array(own, several),
    resources: fc.record({ [owner]: fc.array(ofResource, several) }),
  });

  /** The same policies and one statement more, in each place where it can stand. */
  const withMore = (given: Given, more: Json): Given[] => {
    const { Principal: _principal, ...ofRole } = more;
    return [
      { ...given, payer: [...(given.payer ?? []), ofRole] },
      { ...given, reader: [ofRole, ...(given.reader ?? [])] },
      { ...given, resources: { [owner]: [...(given.resources?.[owner] ?? []), more] } },
    ];
  };
  const runs = { numRuns: 400 };

  test('one Deny more never allows more', () => {
    fc.assert(
      fc.property(policies, ofResource, call, (given, more, asked) => {
        if (isAllowed(given, asked)) return;
        for (const changed of withMore(given, { ...more, Effect: 'Deny' }))
          expect(isAllowed(changed, asked)).toBe(false);
      }),
      runs,
    );
  });

  test('one Allow more never allows less', () => {
    fc.assert(
      fc.property(policies, ofResource, call, (given, more, asked) => {
        if (!isAllowed(given, asked)) return;
        for (const changed of withMore(given, { ...more, Effect: 'Allow' }))
          expect(isAllowed(changed, asked)).toBe(true);
      }),
      runs,
    );
  });

  test('the order of statements makes no difference', () => {
    const turned = (list: readonly Json[] = []) => [...list].reverse();
    fc.assert(
      fc.property(policies, call, (given, asked) => {
        const other = {
          payer: turned(given.payer),
          reader: turned(given.reader),
          resources: { [owner]: turned(given.resources[owner]) },
        };
        expect(isAllowed(other, asked)).toBe(isAllowed(given, asked));
      }),
      runs,
    );
  });

  test('a statement with several actions and resources says what several statements say', () => {
    const apart = (list: readonly { Action: string[]; Resource: string[] }[] = []) =>
      list.flatMap((one) =>
        one.Action.flatMap((Action) => one.Resource.map((Resource): Json => ({ ...one, Action, Resource }))),
      );
    fc.assert(
      fc.property(policies, call, (given, asked) => {
        const other = {
          payer: apart(given.payer),
          reader: apart(given.reader),
          resources: { [owner]: apart(given.resources[owner]) },
        };
        expect(isAllowed(other, asked)).toBe(isAllowed(given, asked));
      }),
      runs,
    );
  });

  test('a Deny of everything for everyone stops everyone', () => {
    const everything = { Effect: 'Deny', Principal: '*', Action: `${actions[0].split(':')[0]}:*`, Resource: '*' };
    fc.assert(
      fc.property(policies, call, (given, asked) => {
        const stopped = { ...given, resources: { [owner]: [...(given.resources[owner] ?? []), everything] } };
        expect(isAllowed(stopped, asked)).toBe(false);
      }),
      runs,
    );
  });

  test('nobody gets a right from the policy of another role', () => {
    fc.assert(
      fc.property(policies, call, (given, asked) => {
        const without = asked.caller === reader ? { ...given, payer: [] } : { ...given, reader: [] };
        expect(isAllowed(without, asked)).toBe(isAllowed(given, asked));
      }),
      runs,
    );
  });

  test('where nothing is allowed, no role and no service may anything', () => {
    const deny = (list: readonly Json[] = []) => list.map((one): Json => ({ ...one, Effect: 'Deny' }));
    fc.assert(
      fc.property(policies, call, (given, asked) => {
        if (asked.caller === administrator) return;
        const only = { payer: deny(given.payer), resources: { [owner]: deny(given.resources[owner]) } };
        expect(isAllowed(only, asked)).toBe(false);
      }),
      runs,
    );
  });
});
