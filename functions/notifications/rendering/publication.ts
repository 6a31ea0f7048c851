import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { Notice } from '../notices/notice.ts';
import { chatCardOf } from './chat-card.ts';
import { mailOf, type Sender } from './mail.ts';

/** One message to the topic. SNS gives each subscriber the body of its protocol. */
export interface Publication {
  readonly subject: string;
  readonly bodies: {
    /** Mails, and whatever has no body of its own. */
    readonly default: string;
    /** The chat integration of AWS takes messages over HTTPS. */
    readonly https: string;
  };
  /** What subscriptions filter by. */
  readonly attributes: {
    readonly kind: string;
    readonly group: readonly string[];
    /** The mailboxes that the policy in force sends it to. */
    readonly mailbox: readonly string[];
  };
}

export function publicationOf(notice: Notice, sender: Sender, policy: Pick<Policy, 'notifications'>): Publication {
  const { subject, text } = mailOf(notice, sender);
  return {
    subject,
    bodies: { default: text, https: JSON.stringify(chatCardOf(notice, sender)) },
    attributes: { kind: notice.kind, group: notice.groups, mailbox: mailboxesFor(notice, policy) },
  };
}

/**
 * By the policy in force, which a deployment does not change at once where fewer would be told: whoever is taken off is
 * told until the change acts.
 */
function mailboxesFor({ kind, groups }: Notice, { notifications }: Pick<Policy, 'notifications'>): readonly string[] {
  return Object.entries(notifications?.people ?? {}).flatMap(([mailbox, wanted]) => {
    const isForGroup = wanted.groups.length === 0 || wanted.groups.some((group) => groups.includes(group));
    return wanted.kinds.includes(kind) && isForGroup ? [mailbox] : [];
  });
}
