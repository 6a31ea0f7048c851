import { bucketObjectLock } from './data/bucket-object-lock.ts';
import { bucketPrivate } from './data/bucket-private.ts';
import { keptOnRemoval } from './data/kept-on-removal.ts';
import { keyRotation } from './data/key-rotation.ts';
import { noSecretValue } from './data/no-secret-value.ts';
import { ownKeyEncryption } from './data/own-key-encryption.ts';
import { tableDeletionProtection } from './data/table-deletion-protection.ts';
import { tablePointInTimeRecovery } from './data/table-point-in-time-recovery.ts';
import { tlsOnly } from './data/tls-only.ts';
import { busDeniesOthers } from './iam/bus-denies-others.ts';
import { deviceHeadsDenyOthers } from './iam/device-heads-deny-others.ts';
import { noFunctionUrl } from './iam/no-function-url.ts';
import { noManagedPolicy } from './iam/no-managed-policy.ts';
import { noPublicPrincipal } from './iam/no-public-principal.ts';
import { noWildcardAction } from './iam/no-wildcard-action.ts';
import { noWildcardResource } from './iam/no-wildcard-resource.ts';
import { openFunctionOnlyLogs } from './iam/open-function-only-logs.ts';
import { ownRole } from './iam/own-role.ts';
import { permissionNamesCaller } from './iam/permission-names-caller.ts';
import { rolesForServicesOnly } from './iam/roles-for-services-only.ts';
import { secretDeniesOthers } from './iam/secret-denies-others.ts';
import { alarmHasAction } from './operations/alarm-has-action.ts';
import { alarmHasRunbook } from './operations/alarm-has-runbook.ts';
import { alarmsComplete } from './operations/alarms-complete.ts';
import { exchangeByKnownAddress } from './operations/exchange-by-known-address.ts';
import { flowLog } from './operations/flow-log.ts';
import { httpAuthorized } from './operations/http-authorized.ts';
import { httpLogged } from './operations/http-logged.ts';
import { httpThrottled } from './operations/http-throttled.ts';
import { logRetention } from './operations/log-retention.ts';
import { noInbound } from './operations/no-inbound.ts';
import { outboundHttpsOnly } from './operations/outbound-https-only.ts';
import { ownLog } from './operations/own-log.ts';
import { queueDeadLetters } from './operations/queue-dead-letters.ts';
import { queuesWatched } from './operations/queues-watched.ts';
import { scheduleDeadLetters } from './operations/schedule-dead-letters.ts';
import type { Rule } from './rule.ts';

/** What every template of every stage holds to. */
export const rules: readonly Rule[] = [
  // Who may do what.
  noWildcardAction,
  noWildcardResource,
  noManagedPolicy,
  rolesForServicesOnly,
  ownRole,
  noPublicPrincipal,
  permissionNamesCaller,
  noFunctionUrl,
  openFunctionOnlyLogs,
  busDeniesOthers,
  secretDeniesOthers,
  deviceHeadsDenyOthers,
  // What must not be lost, changed or read.
  tableDeletionProtection,
  tablePointInTimeRecovery,
  keptOnRemoval,
  bucketPrivate,
  bucketObjectLock,
  ownKeyEncryption,
  keyRotation,
  noSecretValue,
  tlsOnly,
  // What must be seen, and must not fail in silence.
  queueDeadLetters,
  scheduleDeadLetters,
  logRetention,
  ownLog,
  httpAuthorized,
  httpThrottled,
  httpLogged,
  alarmsComplete,
  alarmHasAction,
  alarmHasRunbook,
  queuesWatched,
  // The network, where there is one.
  noInbound,
  outboundHttpsOnly,
  flowLog,
  exchangeByKnownAddress,
];
