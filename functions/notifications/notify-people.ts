import type { GivenNotices } from '../shared/ledger/store/given-notices.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { NotifyingEvent } from './bus-event.ts';
import { findNotice, type NoticeSources } from './find-notice.ts';
import type { Notice } from './notices/notice.ts';
import type { Sender } from './rendering/mail.ts';
import { publicationOf } from './rendering/publication.ts';
import type { Topic } from './topic.ts';

export interface NotificationDependencies extends NoticeSources {
  readonly policies: PolicyStore & NoticeSources['policies'];
  readonly given: GivenNotices;
  readonly topic: Topic;
  readonly sender: Sender;
}

/**
 * Tells people of an event what they have to know, once. Undefined where there is nothing to tell, or it was told. Safe
 * to run again: a try that failed is repeated under the same event.
 */
export async function notifyPeople(
  dependencies: NotificationDependencies,
  event: NotifyingEvent,
): Promise<Notice | undefined> {
  const policy = await dependencies.policies.get();
  const notice = await findNotice(dependencies, event, policy);
  if (notice === undefined) return undefined;
  if (!(await dependencies.given.claim(notice, event.eventId, dependencies.clock.now()))) return undefined;
  await dependencies.topic.publish(publicationOf(notice, dependencies.sender, policy));
  return notice;
}
