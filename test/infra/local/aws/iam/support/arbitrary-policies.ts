import fc from 'fast-check';
import type { Call } from '../../../../../../infra/local/aws/iam/call.ts';
import { accountRoot, administrator, events, type Json, payer, payerRole, reader, readerRole } from './policies.ts';

const rule = 'arn:aws:events:eu-central-1:000000000000:rule/sweeps';

const conditions = fc.constantFrom<Json>(
  { ArnLike: { 'aws:SourceArn': rule } },
  { ArnNotLike: { 'aws:SourceArn': rule } },
  { StringEqualsIfExists: { 'aws:SourceAccount': '000000000000' } },
  { StringNotEquals: { 'aws:PrincipalArn': payerRole } },
  { Null: { 'aws:SourceAccount': 'true' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
);

const principals = fc.constantFrom<unknown>(
  '*',
  { AWS: payerRole },
  { AWS: [readerRole, accountRoot] },
  { Service: 'events.amazonaws.com', AWS: readerRole },
);

const contexts = fc.record(
  {
    'aws:SourceArn': fc.constantFrom(rule, `${rule}-2`),
    'aws:SourceAccount': fc.constantFrom('000000000000', '111111111111'),
  },
  { requiredKeys: [] },
);

/** Policies of the two roles and of one resource, and calls on it: of few words, so that they meet often. */
export function arbitraryPolicies(owner: string, [one, two]: readonly [string, string]) {
  const some = <T>(...values: readonly T[]) => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
  const body = {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: some(one, two, `${one.split(':')[0]}:*`, one.toUpperCase()),
    Resource: some('*', owner, owner.replace(/.{3}$/, '*')),
  };
  const bare = fc.record(body);
  const own = fc.oneof(bare, fc.record({ ...body, Condition: conditions }));
  /** A statement of the resource's policy. */
  const statement = fc.tuple(own, principals).map(([changes, Principal]) => ({ ...changes, Principal }));
  const several = { maxLength: 3 };
  return {
    statement,
    policies: fc.record({
      payer: fc.array(own, several),
      reader: fc.array(own, several),
      resources: fc.record({ [owner]: fc.array(statement, several) }),
    }),
    call: fc.record({
      caller: fc.constantFrom<Call['caller']>(payer, payer, reader, events, administrator),
      action: fc.constantFrom(one, two),
      resource: fc.constant(owner),
      context: contexts.map((context): Call['context'] => context),
    }),
  };
}
