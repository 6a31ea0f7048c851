import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { mailOf } from '../../../functions/notifications/rendering/mail.ts';
import { notificationKindNames } from '../../../functions/shared/core/notification-kinds.ts';
import { sampleNotices } from './support/sample-notices.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/notifications.md'), 'utf8');
const sender = { stage: 'sandbox', link: 'https://treasury.example.com' };

test('there is a sample of each kind, in their order', () => {
  expect(sampleNotices().map(({ kind }) => kind)).toEqual(notificationKindNames);
});

test.each(sampleNotices().map((notice) => [notice.kind, notice] as const))(
  'docs/notifications.md shows %s as a person receives it, and whom it is for',
  (kind, notice) => {
    const [, part = ''] = page.split(`\n### \`${kind}\`\n`);
    const [shown = ''] = part.split('\n### ');
    const { subject, text } = mailOf(notice, sender);
    // What each mail ends with is shown once.
    const [body = ''] = text.split('\n\nThis message of the treasury');
    expect(shown).toContain(`Subject: ${subject}\n\n${body}\n`);
    expect(page).toContain(text.slice(body.length).trim());
  },
);
