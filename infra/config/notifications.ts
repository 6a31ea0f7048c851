import * as v from 'valibot';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import { rule } from '../../functions/shared/core/rule.ts';

const emailForm = 'an e-mail address such as "treasury@example.com"';
const runbookForm = 'an https address such as "https://git.example.com/treasury/blob/main/docs/runbook.md"';
const emailsMax = 20;

/** Who is told of alarms, and where they find out what to do. */
export const notificationsSchema = v.strictObject({
  /** Each gets a mail from AWS with a link to confirm, and nothing before that. */
  emails: v.optional(
    v.pipe(v.array(v.pipe(v.string(emailForm), v.email(emailForm))), v.maxLength(emailsMax, `at most ${emailsMax}`)),
    [],
  ),
  /** Where the people on call read docs/runbook.md. Alarms link to its paragraphs. */
  runbook: v.optional(
    v.pipe(
      v.string(runbookForm),
      v.url(runbookForm),
      v.startsWith('https://', runbookForm),
      rule((text) => !text.includes('#'), { reason: 'has a #', expected: 'an address without #, which alarms add' }),
    ),
  ),
});

export type Notifications = v.InferOutput<typeof notificationsSchema>;

/** A second subscription of one mailbox tells everything twice. */
export function checkNotifications({ emails }: Notifications): Flaw[] {
  const seen = new Set<string>();
  return emails.flatMap((email, index) => {
    const mailbox = email.toLowerCase();
    const isSeen = seen.has(mailbox);
    seen.add(mailbox);
    const field = `notifications.emails.${index}`;
    return isSeen ? [{ field, reason: 'is there twice', expected: 'each address once' }] : [];
  });
}
