import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Notice } from '../../../functions/notifications/notices/notice.ts';
import { chatCardOf } from '../../../functions/notifications/rendering/chat-card.ts';
import { mailOf } from '../../../functions/notifications/rendering/mail.ts';
import { publicationOf } from '../../../functions/notifications/rendering/publication.ts';
import { valueMax } from '../../../functions/notifications/rendering/safe-text.ts';
import { notificationKindNames } from '../../../functions/shared/core/notification-kinds.ts';
import { policyWith } from '../../support/instructions.ts';
import { anyCharacter } from '../../support/text-arbitraries.ts';

const sender = { stage: 'sandbox', link: 'https://treasury.example.com' };
const notice: Notice = {
  kind: 'waits-for-approval',
  about: 'instruction inv-1',
  step: '0',
  groups: ['finance'],
  headline: 'Waits for your approval',
  summary: '1250.5 USDT to acme-usdt-eth',
  facts: [{ label: 'Amount', value: '1250.5 USDT' }],
  next: 'Sign in.',
  path: '/instructions/inv-1',
};
const withText = (text: string): Notice => ({
  ...notice,
  summary: text,
  facts: Array.from({ length: 4 }, (_, index) => ({ label: `Fact ${index}`, value: text })),
});
/** What somebody may try to make of a message. */
const attempts = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 400 }),
  fc.constantFrom(
    'alice\r\nBcc: mallory@example.com',
    'https://evil.example.com/approve',
    '<https://evil.example.com|Approve>',
    '[Approve](https://evil.example.com)',
    '`end` <!channel> *bold* <@U012AB3CD>',
    'x'.repeat(5_000),
    '\u202eevil\u2028second line',
  ),
);

/** Each asks Unicode about every character several times. */
const runs = { numRuns: 40 };

describe('a mail', () => {
  test('reads as a person reads it, and says that it can only be read', () => {
    expect(mailOf(notice, sender)).toEqual({
      subject: '[sandbox] Waits for your approval: 1250.5 USDT to acme-usdt-eth',
      text: [
        'Waits for your approval: 1250.5 USDT to acme-usdt-eth',
        '',
        'Amount:               1250.5 USDT',
        '',
        'Sign in.',
        'https://treasury.example.com/instructions/inv-1',
        '',
        'This message of the treasury, stage sandbox, only tells you. Nothing can be approved by it or by an answer to it.',
        '',
      ].join('\n'),
    });
  });

  test('has a subject that SNS takes, and as many lines as facts, whatever stands in them', () => {
    const lines = mailOf(withText('plain'), sender).text.split('\n').length;
    fc.assert(
      fc.property(attempts, (text) => {
        const mail = mailOf(withText(text), sender);
        expect(mail.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
        expect(mail.text.split(/[\r\n\u2028\u2029]/u)).toHaveLength(lines);
        expect(mail.text.match(/:\/\//g)).toEqual(['://']);
      }),
      runs,
    );
  });
});

describe('a card', () => {
  test('is a custom notification of the chat integration, in the thread of its subject, from which nobody acts', () => {
    expect(chatCardOf(notice, sender)).toEqual({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: '[sandbox] Waits for your approval',
        description: '`1250.5 USDT to acme-usdt-eth`\nAmount: `1250.5 USDT`',
        nextSteps: ['Sign in.', 'https://treasury.example.com/instructions/inv-1'],
        keywords: ['sandbox', 'waits-for-approval'],
      },
      metadata: {
        threadId: 'instruction inv-1',
        summary: 'Waits for your approval: 1250.5 USDT to acme-usdt-eth',
        eventType: 'waits-for-approval',
        relatedResources: ['instruction inv-1'],
        enableCustomActions: false,
      },
    });
  });

  test('shows every value as code, which neither links nor calls anybody, whatever stands in it', () => {
    fc.assert(
      fc.property(attempts, (text) => {
        const lines = chatCardOf(withText(text), sender).content.description.split('\n');
        expect(lines).toHaveLength(5);
        for (const line of lines) expect(line).toMatch(/^(Fact \d+: )?`[^`<>&\r\n]*`$/u);
      }),
      runs,
    );
  });
});

describe('a publication', () => {
  const people = {
    'all@example.com': { kinds: [...notificationKindNames], groups: [] },
    'finance@example.com': { kinds: ['waits-for-approval', 'of-a-later-version'], groups: ['finance', 'ops'] },
    'treasury@example.com': { kinds: [...notificationKindNames], groups: ['treasury'] },
    'ends@example.com': { kinds: ['settled'], groups: [] },
  };

  test('has the mail for whoever has no other body, and the card for what comes over HTTPS', () => {
    const { bodies } = publicationOf(notice, sender, policyWith());
    expect(bodies.default).toBe(mailOf(notice, sender).text);
    expect(JSON.parse(bodies.https)).toEqual(chatCardOf(notice, sender));
  });

  test('says its kind, whom it is for, and the mailboxes that the policy in force sends it to', () => {
    const policy = policyWith({ notifications: { emails: [], people } });
    expect(publicationOf(notice, sender, policy).attributes).toEqual({
      kind: 'waits-for-approval',
      group: ['finance'],
      mailbox: ['all@example.com', 'finance@example.com'],
    });
    expect(publicationOf(notice, sender, policyWith()).attributes.mailbox).toEqual([]);
  });

  test('is bounded, however long the values are: SNS takes 256 KB', () => {
    const { bodies } = publicationOf(withText('\u{1F4B0}'.repeat(10_000)), sender, policyWith());
    expect(Buffer.byteLength(JSON.stringify(bodies))).toBeLessThan(20_000);
    for (const line of bodies.default.split('\n')) expect([...line].length).toBeLessThan(valueMax + 60);
  });
});
