import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { alarmsIn } from './template-alarms.ts';

const template = stackOf('sandbox');
const alarms = alarmsIn(template);
const namespace = 'hashkey-treasury-sandbox';
const named = (id: string) => alarms.find(({ name }) => name === `${namespace}-${id}`);
const paragraphs = paragraphsOf(path.resolve(import.meta.dirname, '../../../docs/runbook.md'));

describe('people who are notified', () => {
  const people = [
    { email: 'everything@example.com' },
    { email: 'finance@example.com', groups: ['finance'] },
    { email: 'ops@example.com', kinds: ['settled' as const, 'failed' as const], groups: ['ops'] },
  ];
  const notified = makeStack('sandbox', { ...someTreasury, notifications: { emails: [], people } });
  const subscriptions = notified.ofType('AWS::SNS::Subscription').map(([, properties]) => properties);

  test('get what they ask for, by its kind and by whom it is for, and until the policy says otherwise what they got', () => {
    expect(subscriptions).toEqual(
      [
        { Endpoint: 'everything@example.com' },
        {
          Endpoint: 'finance@example.com',
          FilterPolicy: { $or: [{ group: ['finance'] }, { mailbox: ['finance@example.com'] }] },
        },
        {
          Endpoint: 'ops@example.com',
          FilterPolicy: {
            $or: [{ kind: ['settled', 'failed'], group: ['ops'] }, { mailbox: ['ops@example.com'] }],
          },
        },
      ].map((expected) => ({ ...expected, Protocol: 'email', TopicArn: 'NotificationTopic' })),
    );
  });

  test('are told where to look by the address of the configuration', () => {
    const link = 'https://treasury.example.com';
    const linked = makeStack('sandbox', { ...someTreasury, notifications: { emails: [], people, link } });
    expect(linked.one('AWS::Lambda::Function', 'FunctionName', 'hashkey-treasury-sandbox-notifications')).toMatchObject(
      {
        Environment: { Variables: { NOTIFICATION_LINK: link } },
      },
    );
  });
});

describe('people', () => {
  test('are told by the topic of every alarm, and by nothing else', () => {
    for (const { name, actions, ended } of alarms) {
      expect([name, actions]).toEqual([name, ['Alarms']]);
      expect(ended.every((to) => to === 'Alarms')).toBe(true);
    }
  });

  test('are not told that an event, a failure or a throttled call is over, which only means that no other came', () => {
    const silent = alarms.filter(({ statistic, missing }) => statistic === 'Sum' && missing === 'notBreaching');
    const told = silent.filter(({ ended }) => ended.length > 0).map(({ name }) => name);
    expect(told).toEqual([`${namespace}-tick-troubled`, `${namespace}-deposits-troubled`]);
  });

  test('are told when money is in doubt no more, and when the tick runs again', () => {
    for (const id of ['in-doubt', 'needs-attention', 'tick-not-running']) expect(named(id)?.ended).toEqual(['Alarms']);
  });

  test('get a link to the paragraph of the runbook that says what to do, and no paragraph is without an alarm', () => {
    const linked = alarms.map(({ description }) => /What to do: docs\/runbook\.md#([a-z-]+)$/.exec(description)?.[1]);
    expect(linked).not.toContain(undefined);
    expect([...new Set(linked)].toSorted()).toEqual([...paragraphs.keys()].toSorted());
  });

  test.each([...paragraphs])('read under %s what it means, where to look, what to do and who to wake', (_, text) => {
    for (const part of ['Means.', 'Look first.', 'Do.', 'Wake']) expect(text).toContain(`**${part}**`);
  });

  test('may have the runbook elsewhere', () => {
    const runbook = 'https://git.example.com/treasury/blob/main/docs/runbook.md';
    const elsewhere = alarmsIn(makeStack('sandbox', { ...someTreasury, notifications: { emails: [], runbook } }));
    for (const { description } of elsewhere) expect(description).toContain(` What to do: ${runbook}#`);
  });

  test('get a mail each, at the addresses of the configuration and no other', () => {
    const told = template.ofType('AWS::SNS::Subscription').map(([, { Protocol, Endpoint, TopicArn }]) => {
      return [Protocol, Endpoint, TopicArn];
    });
    expect(told).toEqual([['email', 'oncall@example.com', 'Alarms']]);
    expect(stackOf('local').ofType('AWS::SNS::Subscription').length).toBeLessThanOrEqual(1);
  });

  test('keep their subscription when another address comes or goes', () => {
    const emails = ['new@example.com', 'oncall@example.com'];
    const more = makeStack('sandbox', { ...someTreasury, notifications: { emails } });
    const [before] = template.ofType('AWS::SNS::Subscription').map(([id]) => id);
    expect(more.ofType('AWS::SNS::Subscription').map(([id]) => id)).toContain(before);
  });
});

/** The paragraphs of the runbook, by the anchors that GitHub makes of their headings. */
function paragraphsOf(file: string): ReadonlyMap<string, string> {
  const [, ...parts] = readFileSync(file, 'utf8').split('\n### ');
  return new Map(parts.map((text) => [(text.split('\n')[0] ?? '').toLowerCase().replaceAll(' ', '-'), text]));
}
