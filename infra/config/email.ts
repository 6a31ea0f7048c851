import * as v from 'valibot';
import type { Flaw } from '../../functions/shared/core/errors.ts';

const form = 'an e-mail address such as "treasury@example.com"';

export const emailSchema = v.pipe(v.string(form), v.email(form));

/** A second subscription of one mailbox tells everything twice. `fieldOf` names the field of one of them. */
export function repeatedMailboxes(emails: readonly string[], fieldOf: (index: number) => string): Flaw[] {
  const seen = new Set<string>();
  return emails.flatMap((email, index) => {
    const mailbox = email.toLowerCase();
    const isSeen = seen.has(mailbox);
    seen.add(mailbox);
    return isSeen ? [{ field: fieldOf(index), reason: 'is there twice', expected: 'each address once' }] : [];
  });
}
