import type { FindingCode } from '../../../functions/shared/key-health/findings.ts';

/** For each finding, what the person does who looks after the keys. */
export const remedies: Readonly<Record<FindingCode, string>> = {
  'not-set': 'set the key',
  'secret-unavailable': 'see the reason; where the role may not read or decrypt it, deploy the stage again',
  'secret-malformed': 'set the key again: the message names the field',
  'signing-mode': 'make a key of another kind: today’s API takes hmac-sha256 or ed25519',
  'key-invalid': 'make a key in this environment, or set the right one: it may be a key of another environment',
  'key-expired': 'make a new key at the exchange, and set it',
  'wrong-environment': 'make a key in the environment of this stage, and set it',
  'signature-refused': 'set both halves of the key again: they do not belong together',
  'ip-refused': 'put the outgoing addresses of this stage on the list of the key at the exchange, then try again',
  'time-refused': 'see the clock; ask HashKey when it lasts',
  'key-refused': 'look the code up, or ask HashKey',
  'missing-permission': 'give the key this permission at the exchange',
  'excess-permission': 'take the permission away at the exchange: each key is to do one thing',
  'not-a-master-key': 'make the key in the master account; the fund statement answers no other',
  'other-accounts':
    'make the key in the master account of the configuration, or correct `accounts` there: see both ids',
  'accounts-not-checked': 'wait for a moment, then try again; see the reason',
  idle: 'nothing: this check began its 90 days anew. See why no check did before',
  'check-skipped': 'see the schedule and the log of key-health',
  'clock-skew': 'nothing at once: requests are stamped by the exchange’s clock. Tell HashKey when it lasts',
  'not-answered': 'wait for a moment, then try again',
  'owner-timeout': 'try again; then see the log of the function',
  'owner-failed': 'see the log of the function; where it is of an older version, deploy the stage first',
  'owner-answer-malformed': 'deploy the stage: the function is of another version than this tool',
};
