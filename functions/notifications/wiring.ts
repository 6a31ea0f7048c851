import { openGivenNotices } from '../shared/ledger/store/given-notices.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { addInstructionToLog } from '../shared/runtime/log-context.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { isOfInstruction, parseNotifyingEvent } from './bus-event.ts';
import { type NotificationDependencies, notifyPeople } from './notify-people.ts';
import type { Sender } from './rendering/mail.ts';
import type { Topic } from './topic.ts';

export interface NotificationPorts extends Pick<Ports, 'table' | 'clock' | 'log' | 'newId'> {
  readonly topic: Topic;
  readonly sender: Sender;
}

/** Events of the bus that people are told of. What fails is tried again by Lambda, and put aside in the end. */
export function wire({ table, clock, log, newId, topic, sender }: NotificationPorts) {
  const dependencies: NotificationDependencies = {
    instructions: openInstructionStore(table, newId),
    whitelist: openWhitelist(table),
    policies: openPolicyStore(table, clock),
    pauses: openPauses(table),
    given: openGivenNotices(table),
    clock,
    topic,
    sender,
  };
  return lambdaHandler(log, async (event: unknown) => {
    try {
      const parsed = parseNotifyingEvent(event);
      if (isOfInstruction(parsed)) addInstructionToLog(log, parsed.detail.id);
      const notice = await notifyPeople(dependencies, parsed);
      if (notice === undefined) return;
      const { kind, about, groups } = notice;
      log.info('people were notified', { kind, about, groups });
    } catch (error) {
      log.error('people could not be notified', { error: loggedError(error) });
      throw error;
    }
  });
}
