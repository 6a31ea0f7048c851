import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openTopic } from './topic.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['TABLE_NAME', 'NOTIFICATION_TOPIC_ARN', 'NOTIFICATION_LINK', 'STAGE_NAME']);

export const handler = wire({
  table: openTable(variables.TABLE_NAME),
  clock: systemClock,
  log: openLogger(),
  newId: randomUUID,
  topic: openTopic(variables.NOTIFICATION_TOPIC_ARN),
  sender: { stage: variables.STAGE_NAME, link: variables.NOTIFICATION_LINK.replace(/\/+$/, '') },
});
