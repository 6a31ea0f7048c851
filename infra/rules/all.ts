import { bucketObjectLock } from './data/bucket-object-lock.ts';
import { bucketPrivate } from './data/bucket-private.ts';
import { keptOnRemoval } from './data/kept-on-removal.ts';
import { keyRotation } from './data/key-rotation.ts';
import { noSecretValue } from './data/no-secret-value.ts';
import { ownKeyEncryption } from './data/own-key-encryption.ts';
import { tableDeletionProtection } from './data/table-deletion-protection.ts';
import { tablePointInTimeRecovery } from './data/table-point-in-time-recovery.ts';
import { tlsOnly } from './data/tls-only.ts';
import { busDeniesOthers } from './rights/bus-denies-others.ts';
import { noFunctionUrl } from './rights/no-function-url.ts';
import { noManagedPolicy } from './rights/no-managed-policy.ts';
import { noPublicPrincipal } from './rights/no-public-principal.ts';
import { noWildcardAction } from './rights/no-wildcard-action.ts';
import { noWildcardResource } from './rights/no-wildcard-resource.ts';
import { ownRole } from './rights/own-role.ts';
import { permissionNamesCaller } from './rights/permission-names-caller.ts';
import { rolesForServicesOnly } from './rights/roles-for-services-only.ts';
import { secretDeniesOthers } from './rights/secret-denies-others.ts';
import type { Rule } from './rule.ts';
import { alarmHasRunbook } from './running/alarm-has-runbook.ts';
import { alarmTellsSomebody } from './running/alarm-tells-somebody.ts';
import { alarmsComplete } from './running/alarms-complete.ts';
import { exchangeByKnownAddress } from './running/exchange-by-known-address.ts';
import { flowLog } from './running/flow-log.ts';
import { httpAuthorized } from './running/http-authorized.ts';
import { httpLogged } from './running/http-logged.ts';
import { httpThrottled } from './running/http-throttled.ts';
import { logRetention } from './running/log-retention.ts';
import { noInbound } from './running/no-inbound.ts';
import { outboundHttpsOnly } from './running/outbound-https-only.ts';
import { ownLog } from './running/own-log.ts';
import { queueDeadLetters } from './running/queue-dead-letters.ts';
import { queuesWatched } from './running/queues-watched.ts';
import { scheduleDeadLetters } from './running/schedule-dead-letters.ts';

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
  busDeniesOthers,
  secretDeniesOthers,
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
  alarmTellsSomebody,
  alarmHasRunbook,
  queuesWatched,
  // The network, where there is one.
  noInbound,
  outboundHttpsOnly,
  flowLog,
  exchangeByKnownAddress,
];
