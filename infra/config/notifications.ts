import * as v from 'valibot';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import { rule } from '../../functions/shared/core/rule.ts';
import { emailSchema, repeatedMailboxes } from './email.ts';
import { checkPeople, peopleSchema } from './people.ts';

const runbookForm = 'an https address such as "https://git.example.com/treasury/blob/main/docs/runbook.md"';
const linkForm = 'an https address such as "https://treasury.example.com", without a path, a query or a #';
const emailsMax = 20;

/** Who is told of alarms, who is notified of what they ask for and decide, and where both find out more. */
export const notificationsSchema = v.strictObject({
  /** Of alarms. Each gets a mail from AWS with a link to confirm, and nothing before that. */
  emails: v.optional(v.pipe(v.array(emailSchema), v.maxLength(emailsMax, `at most ${emailsMax}`)), []),
  people: v.exactOptional(peopleSchema),
  /** Where people look at what they are notified of. Without it the address of the HTTP API. */
  link: v.exactOptional(v.pipe(v.string(linkForm), v.regex(/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/, linkForm))),
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

/** Each mailbox once, and groups that there are. */
export function checkNotifications(
  { emails, people = [] }: Notifications,
  roles: Readonly<Record<string, readonly string[]>>,
): Flaw[] {
  const mailboxes = people.map(({ email }) => email);
  return [
    ...repeatedMailboxes(emails, (index) => `notifications.emails.${index}`),
    ...repeatedMailboxes(mailboxes, (index) => `notifications.people.${index}.email`),
    ...checkPeople(people, roles),
  ];
}
