import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryPolicies } from './support/arbitrary-policies.ts';
import { administrator, type Given, isAllowed, type Json, key, queue, reader } from './support/policies.ts';

const owners = [
  ['a queue', queue, ['sqs:SendMessage', 'sqs:ReceiveMessage']],
  ['a key', key, ['kms:Decrypt', 'kms:GenerateDataKey']],
] as const;

describe.each(owners)('for the policies of roles and of %s', (_, owner, actions) => {
  const { policies, statement, call } = arbitraryPolicies(owner, actions);

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
      fc.property(policies, statement, call, (given, more, asked) => {
        if (isAllowed(given, asked)) return;
        for (const changed of withMore(given, { ...more, Effect: 'Deny' }))
          expect(isAllowed(changed, asked)).toBe(false);
      }),
      runs,
    );
  });

  test('one Allow more never allows less', () => {
    fc.assert(
      fc.property(policies, statement, call, (given, more, asked) => {
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
