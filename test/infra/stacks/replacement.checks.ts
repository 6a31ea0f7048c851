import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';
import { replacingProperties } from './replacing-properties.ts';
import { makeStack } from './stack-fixture.ts';
import { Template } from './template.ts';

const egress = { staticIp: true };
const [sweep] = configWith().sweeps ?? [];
const sweeps = (...changes: Record<string, unknown>[]) => changes.map((change) => ({ ...sweep, ...change }));
const [one, two] = [{ id: 'one' }, { id: 'two', min: '200' }];
const [acme] = configWith().whitelist ?? [];
const bank = { id: 'house-bank', coin: 'USD', bankAccount: '0128750123456' };
const coins = { USDT: { decimals: 6 }, USD: { decimals: 2 } };

const before = {
  exports: { retentionDays: 60, lock: 'governance' },
  coins,
  egress,
  sweeps: sweeps(one, two),
  whitelist: [acme, bank],
};

/** What finance and engineers change in a stage's file, and what of the network with it. */
const changes: readonly (readonly [did: string, change: Record<string, unknown>, gone?: readonly string[]])[] = [
  ['a sweep comes', { sweeps: sweeps(one, two, { id: 'three' }) }],
  ['a sweep comes in front of the others', { sweeps: sweeps({ id: 'zero' }, one, two) }],
  ['a sweep goes', { sweeps: sweeps(two) }],
  ['all sweeps go', { sweeps: [] }],
  ['a sweep gets another id', { sweeps: sweeps({ ...one, id: 'uno' }, two) }],
  ['two sweeps change places', { sweeps: sweeps(two, one) }],
  ['two sweeps change their ids', { sweeps: sweeps({ ...one, id: 'two' }, { ...two, id: 'one' }) }],
  ['a sweep is switched off', { sweeps: sweeps({ ...one, enabled: false }, two) }],
  ['a sweep gets another schedule', { sweeps: sweeps({ ...one, schedule: 'rate(6 hours)' }, two) }],
  ['a destination comes', { whitelist: [acme, bank, { ...bank, id: 'bank-2', bankAccount: '0128750654321' }] }],
  ['a destination goes', { whitelist: [bank] }],
  ['two destinations change places', { whitelist: [bank, acme] }],
  ['a destination gets another id', { whitelist: [acme, { ...bank, id: 'other-bank' }] }],
  ['a limit rises', { withdrawals: { USDT: { perInstruction: '60000' } } }],
  [
    'a coin may leave that could not',
    { withdrawals: { USDT: { perInstruction: '50000' }, USD: { perInstruction: '1' } } },
  ],
  ['people get other groups', { roles: { requester: ['desk'], approver: ['board'], whitelister: ['board'] } }],
  ['the company changes its login', { identity: { issuer: 'https://id.example.com', audience: 'money' } }],
  ['the exchange is another one', { environment: 'hashkey-production', withdrawals: {} }],
  ['exports are locked for longer, and for everybody', { exports: { retentionDays: 3_000 } }],
  ['a workflow may wait', { workflows: { example: true } }],
  ['one gateway is enough', { egress: { ...egress, natGateways: 1 } }, ['EgressAddress2', 'EgressGateway2']],
];

const templateOf = (change: Record<string, unknown>): Template =>
  makeStack('sandbox', defineTreasury(configWith({ ...before, ...change })));
const asItIs = templateOf({});

describe('nothing that must last is replaced when', () => {
  test.each(changes)('%s', (_, change, gone = []) => {
    const after = templateOf(change);
    expect(after.text).not.toBe(asItIs.text);
    expect(replacedBy(asItIs, after)).toEqual(gone);
  });

  test('the calls to the exchange get addresses that stay the same', () => {
    expect(replacedBy(templateOf({ egress: {} }), asItIs)).toEqual([]);
  });
});

describe('a change that would replace something', () => {
  test.each([
    ['another name for the table', 'Table', /"TableName":"[^"]*"/, '"TableName":"other"'],
    ['another logical id', 'KeyRead', /"KeyRead":/, '"KeyReading":'],
    ['another address for a gateway', 'EgressGateway1', /"AllocationId":{[^}]*}/, '"AllocationId":"eipalloc-1"'],
  ])('is seen: %s', (_, id, text, other) => {
    expect(replacedBy(asItIs, new Template(asItIs.text.replace(text, other)))).toEqual([id]);
  });
});

describe('a logical id', () => {
  test('of what must last is no matter of its place in the tree of constructs', () => {
    const lasting = [...asItIs.resources].filter(([, { Type }]) => replacingProperties[Type] !== undefined);
    // CDK ends an id that it makes from a path with eight digits of a digest. Its own function has no name that is
    // taken.
    const byPlace = lasting.map(([id]) => id).filter((id) => /[0-9A-F]{8}$/.test(id));
    expect(byPlace.filter((id) => !id.startsWith('CustomVpcRestrictDefaultSG'))).toEqual([]);
  });
});

describe('an address that the exchange knows', () => {
  test('stays with the company when its gateway goes', () => {
    const { DeletionPolicy, ...address } = asItIs.resources.get('EgressAddress2') ?? {};
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(address).toMatchObject({ UpdateReplacePolicy: 'Retain' });
  });
});

/** The logical ids of what must last and is gone, or another one, in the template after. */
function replacedBy(from: Template, after: Template): string[] {
  return [...from.resources]
    .filter(
      ([id, { Type }]) => replacingProperties[Type] !== undefined && identityOf(from, id) !== identityOf(after, id),
    )
    .map(([id]) => id)
    .sort();
}

/** What a resource is to CloudFormation: with anything else here it would be another one. */
function identityOf(template: Template, id: string): string {
  const { Type, Properties = {} } = template.resources.get(id) ?? { Type: 'gone' };
  return JSON.stringify([Type, (replacingProperties[Type] ?? []).map((name) => Properties[name] ?? null)]);
}
