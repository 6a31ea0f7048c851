import type { HeldReason } from './held-reasons.ts';

/** What follows from an error besides the answer over HTTP. */
interface Consequences {
  /** For people. That of a published code stands in the API's document. */
  readonly meaning: string;
  /**
   * Where it came up before a send, the instruction waits with this reason: time mends it, or a person does. It is
   * tried again after the usual back-off, and with `until` not before the time that the error tells. After any other
   * error, such as a table that is away, it is tried again at once.
   */
  readonly held?: { readonly as: HeldReason; readonly until?: 'retryAt' };
  /**
   * The queue leaves a message that ended with it, because trying again cannot mend it: the message can never be
   * carried out, or somebody else was faster with its instruction. In a FIFO queue it would hold up all others for half
   * an hour. After any other error the message is given back.
   */
  readonly queue?: 'leaves';
}

/** A code that a caller may be told, under this HTTP status. Other systems match on it. */
interface Published extends Consequences {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 422 | 500 | 502 | 503;
}

/** A code that never leaves over HTTP, because only functions meet it that nobody calls so, or it is caught before. */
interface Unpublished extends Consequences {
  readonly status: 'never';
  readonly because: string;
}

/** Every code that an error of the functions may have. The exchange's own codes are in exchange/error-codes.ts. */
const table = {
  'invalid-input': {
    status: 400,
    meaning: 'Something in the request cannot be taken: each field is named.',
    queue: 'leaves',
  },
  'token-not-accepted': {
    status: 401,
    meaning: 'By the policy in force tokens come from elsewhere, or are for another.',
  },
  forbidden: { status: 403, meaning: "None of the person's groups has a role that may do this." },
  'own-instruction': { status: 403, meaning: 'Who asked for an instruction decides nothing about it.' },
  'own-destination': { status: 403, meaning: 'Who brought in the destination does not approve payments to it.' },
  'identity-changed': {
    status: 409,
    meaning:
      'People are named by another issuer or claim than before, so that nobody can tell whether you are another ' +
      'person than who acted then. The message says what to do instead.',
  },
  'own-entry': { status: 403, meaning: 'Who proposed a destination does not confirm it.' },
  'not-your-instruction': { status: 403, meaning: 'Only who asked for an instruction takes it back.' },
  'not-found': { status: 404, meaning: 'There is no such thing.', queue: 'leaves' },
  'method-not-allowed': {
    status: 405,
    meaning: 'The path does not take this method. The header Allow has those that it takes.',
  },
  'instruction-conflict': { status: 409, meaning: 'The same id was used before with other content.', queue: 'leaves' },
  'version-conflict': { status: 409, meaning: 'Others changed it each time it was tried. Try again.', queue: 'leaves' },
  'digest-mismatch': {
    status: 409,
    meaning: 'The caller looked at something else than what stands here. Read it again.',
  },
  'already-approved': { status: 409, meaning: 'This person has approved it already. A person counts once.' },
  'not-awaiting-approval': { status: 409, meaning: 'Nobody is asked about it: it was decided, or it went on.' },
  'approval-expired': {
    status: 409,
    meaning: 'It waited longer than the policy lets it wait. Ask anew, with a new id.',
  },
  'not-cancelable': { status: 409, meaning: 'It is on its way, or has ended.' },
  'not-in-doubt': { status: 409, meaning: 'What became of the money is known, or is still being found out.' },
  'too-many-proposals': {
    status: 409,
    meaning: 'People changed their minds too often. Who has proposed nothing yet may, or agree to the last one.',
  },
  'too-many-pauses': { status: 409, meaning: 'So many scopes are paused that no other one is taken. `all` always is.' },
  'month-not-closable': {
    status: 409,
    meaning: 'A day of the month is missing or not final, or a movement that nothing explains has no note.',
  },
  'month-closed': { status: 409, meaning: 'Two people have signed the month. It does not change any more.' },
  'row-matched': {
    status: 409,
    meaning: 'The movement has its instruction. Notes are for what no instruction explains.',
  },
  'too-many-notes': { status: 409, meaning: 'The statement has so many notes that no other one is taken.' },
  'whitelist-conflict': {
    status: 409,
    meaning: 'The id was used before for another target. Ids are never used again.',
  },
  'whitelist-state': { status: 409, meaning: 'The step does not follow from where the entry stands.' },
  'whitelist-full': { status: 409, meaning: 'There is no room for more.' },
  'too-many-entries': { status: 409, meaning: 'You proposed more destinations within a day than one person may.' },
  'account-known': { status: 409, meaning: 'There is another name for this account already.' },
  'look-alike': { status: 409, meaning: 'The address looks like a known one. Name a block in which the two differ.' },
  'proof-refused': { status: 409, meaning: 'The exchange does not take this as a proof.' },
  'deposit-address-changed': { status: 409, meaning: 'The exchange gives another address than payers were told.' },
  'deposit-address-not-offered': { status: 409, meaning: 'This is not the address that the exchange gives now.' },
  'deposits-not-possible': { status: 409, meaning: 'The exchange takes no deposits of this coin now.' },
  'passkey-required': { status: 403, meaning: "It takes a signature of the person's own device, and there was none." },
  'passkey-unknown': { status: 403, meaning: 'Nobody enrolled this device here.' },
  'passkey-of-another': { status: 403, meaning: 'The device belongs to somebody else.' },
  'passkey-unconfirmed': { status: 403, meaning: 'No other person has confirmed the device yet.' },
  'passkey-not-in-force': { status: 403, meaning: 'The device was confirmed, and counts from a later moment on.' },
  'passkey-revoked': { status: 403, meaning: 'The device was revoked.' },
  'passkey-not-rooted': {
    status: 403,
    meaning: 'Whoever confirmed the device had none in force then that leads back to one of the configuration.',
  },
  'passkey-expired': { status: 403, meaning: 'It was signed too late, or waited too long.' },
  'passkey-nonce-unknown': { status: 403, meaning: 'What was signed was not given to this person for this.' },
  'passkey-nonce-used': { status: 403, meaning: 'The signature was used before, for something else.' },
  'passkey-content-differs': { status: 403, meaning: 'The device signed something else than what stands here.' },
  'passkey-user-not-verified': { status: 403, meaning: 'The device did not ask who uses it.' },
  'passkey-wrong-origin': { status: 403, meaning: 'It was signed on a page that is not the console.' },
  'passkey-signature-invalid': { status: 403, meaning: "The device's answer is not one of this device." },
  'passkey-cloned': {
    status: 403,
    meaning: "The device's counter did not grow: there may be a copy of it. People were told.",
  },
  'enrolment-refused': { status: 403, meaning: 'What the browser gave back is no enrolment that can be taken.' },
  'authenticator-not-allowed': { status: 403, meaning: 'The policy does not take devices of this kind.' },
  'own-passkey': { status: 403, meaning: 'Whose device it is does not confirm it.' },
  'not-your-passkey': {
    status: 403,
    meaning: 'Only its owner, an approver, a whitelister or an operator revokes a device.',
  },
  'passkey-state': { status: 409, meaning: 'The step does not follow from where the device stands.' },
  'passkeys-unavailable': { status: 409, meaning: 'The stage has no domain that devices could be bound to.' },
  'passkey-conflict': { status: 409, meaning: 'A device with this id was enrolled before, and is another one.' },
  'too-many-passkeys': { status: 409, meaning: 'There is no room for another device, or you enrolled many today.' },
  // Of a request that can never succeed. Nothing was written, so that its id may be used again. Over the bus the same
  // words are the reasons that it is rejected with: see ledger/instruction/reasons.ts.
  'destination-not-whitelisted': { status: 422, meaning: 'No active whitelist entry has this id.' },
  'destination-revoked': { status: 422, meaning: 'The whitelist entry was revoked.' },
  'destination-mismatch': { status: 422, meaning: 'The whitelist entry is for another coin, chain or kind.' },
  'coin-not-allowed': { status: 422, meaning: 'Withdrawals of this coin are not configured.' },
  'too-many-decimals': { status: 422, meaning: 'The quantity has more decimals than the exchange takes.' },
  'over-per-instruction': { status: 422, meaning: 'The quantity is over the limit for one instruction.' },
  'over-destination-limit': { status: 422, meaning: 'It is over what may ever go to one destination at once.' },
  'over-rolling-limit': { status: 422, meaning: 'It is over what a limit of this coin ever lets leave at once.' },
  'below-exchange-minimum': { status: 422, meaning: 'The exchange takes no withdrawal of so little.' },
  'above-exchange-maximum': { status: 422, meaning: 'The exchange takes no single withdrawal of so much.' },
  'closed-at-exchange': { status: 422, meaning: 'The exchange does not let this coin leave on this chain now.' },
  'funding-not-allowed': {
    status: 422,
    meaning: 'The policy does not let this account fund withdrawals of this coin.',
  },
  'internal-error': { status: 500, meaning: 'Something failed here. It is in the log.' },
  'assertion-failed': { status: 500, meaning: 'A state was met that our own code rules out. Nothing was done.' },
  'transition-not-allowed': { status: 500, meaning: 'A step was tried that does not follow. Nothing was done.' },
  'item-corrupt': {
    status: 500,
    meaning: 'An item in the table is not as it was written. Nothing is decided on it.',
    held: { as: 'fix-config' },
  },
  'registry-inconsistent': {
    status: 500,
    meaning: 'What is kept of a device does not fit its head: somebody else wrote it. The device does not count.',
  },
  'secret-malformed': {
    status: 500,
    meaning: 'The key for this cannot be used. The log says why.',
    held: { as: 'key-unavailable' },
  },
  'signing-mode': { status: 500, meaning: "The key's kind cannot sign for this API.", held: { as: 'key-unavailable' } },
  'request-unsignable': { status: 500, meaning: 'The request to the exchange has no one form that could be signed.' },
  'deposit-address-invalid': { status: 502, meaning: 'What the exchange gave is no address of this chain.' },
  'exchange-refused': { status: 502, meaning: 'The exchange said no.', held: { as: 'fix-config' } },
  'exchange-answer-malformed': {
    status: 502,
    meaning: 'The exchange answered with something that is not as documented.',
    held: { as: 'exchange-unreachable' },
  },
  'exchange-unavailable': {
    status: 503,
    meaning: 'The exchange did not answer in time.',
    held: { as: 'exchange-unreachable' },
  },
  'exchange-maintenance': {
    status: 503,
    meaning: 'The exchange is in its maintenance window.',
    held: { as: 'exchange-maintenance' },
  },
  'rate-limited': {
    status: 503,
    meaning: 'The exchange asked us to slow down.',
    held: { as: 'rate-limited', until: 'retryAt' },
  },
  'ip-banned': {
    status: 503,
    meaning: 'The exchange has banned our address for a while.',
    held: { as: 'ip-banned', until: 'retryAt' },
  },
  'two-factor-step-taken': {
    status: 503,
    meaning: 'The time step of the two-factor token is used. Try again in half a minute.',
    held: { as: 'two-factor', until: 'retryAt' },
  },
  'store-unavailable': {
    status: 503,
    meaning: 'The table did not answer. What was wanted may or may not be there: ask again.',
  },
  'bus-unavailable': {
    status: 503,
    meaning: 'The bus did not take an event. What was decided holds, and the event follows.',
  },
  'queue-unavailable': {
    status: 503,
    meaning: 'The queue did not answer. What was decided holds, and goes on by itself.',
  },
  'secret-unavailable': {
    status: 503,
    meaning: 'The key for this could not be read.',
    held: { as: 'key-unavailable' },
  },
  'task-token-busy': { status: 503, meaning: 'Very many ask for one instruction at once. Try again.' },
  'reservations-busy': {
    status: 503,
    meaning: 'Very many use the same limits at once. What was decided holds, and its reservations are released later.',
    held: { as: 'limit-changed' },
  },
  'deployment-superseded': {
    status: 'never',
    because: 'policy is called by a deployment',
    meaning: 'A newer deployment has brought its policy already: this one changes nothing.',
  },
  'policy-missing': { status: 503, meaning: 'No policy was deployed, so nothing is allowed.' },
  // No caller over HTTP meets these.
  'reservations-full': {
    status: 'never',
    because: 'a release puts itself off with it',
    meaning: 'Too many withdrawals of this coin are in doubt or on their way. Nothing was sent.',
    held: { as: 'reservations-full' },
  },
  'two-factor-not-configured': {
    status: 'never',
    because: 'no token is asked of a key that has no secret for it',
    meaning: 'A two-factor token was asked of a key that has no secret for it.',
    held: { as: 'key-unavailable' },
  },
  'records-incomplete': {
    status: 'never',
    because: 'reconciliation reads the records',
    meaning: "The exchange's records could not be read to their end. Nothing is concluded from them.",
  },
  'too-little-time': {
    status: 'never',
    because: 'a send puts itself off with it, within its own queue, and a tick leaves the rest to the next one',
    meaning: 'Too little of the invocation is left to send and write the answer down. Nothing was sent.',
  },
  'task-callback-failed': {
    status: 'never',
    because: 'task-outcome is called by the bus',
    meaning: 'Step Functions could not be told how a task ended. The tick asks again.',
  },
  'topic-unavailable': {
    status: 'never',
    because: 'notifications is called by the bus',
    meaning: 'The topic that people are notified by did not take a message. Lambda tries it again.',
  },
  'export-unavailable': {
    status: 'never',
    because: 'ledger-export is called by its schedule',
    meaning: 'DynamoDB did not take an export, or did not say what became of one. The next run asks again.',
  },
  'bucket-unavailable': {
    status: 'never',
    because: 'statements is called by its schedule',
    meaning: 'S3 did not take a statement, or did not give one back. The next run asks again.',
  },
  'statement-unreadable': {
    status: 'never',
    because: 'statements and verify-history meet it in files',
    meaning: 'A file is no statement, or not a whole one. Nothing in it is believed.',
  },
  'statement-chain-broken': {
    status: 'never',
    because: 'statements is called by its schedule',
    meaning: 'The statement of the day before is not in the bucket as it was written. No later one is made.',
  },
  'out-of-time': {
    status: 'never',
    because: 'statements is called by its schedule',
    meaning: 'A run has no time left for another reading. The next one goes on.',
  },
  'cloudformation-unavailable': {
    status: 'never',
    because: 'policy is called by a deployment',
    meaning: 'CloudFormation did not take the answer. It waits for its own timeout, and fails the deployment.',
  },
} as const satisfies Readonly<Record<string, Published | Unpublished>>;

type Table = typeof table;

export type ErrorCode = keyof Table;

/** The codes that may leave over HTTP. */
export type PublishedErrorCode = {
  [Code in ErrorCode]: Table[Code] extends Published ? Code : never;
}[ErrorCode];

export const errorCodes: {
  readonly [Code in ErrorCode]: Code extends PublishedErrorCode ? Published : Unpublished;
} = table;

/** The codes whose errors tell when trying again may help. */
export type TimedErrorCode = {
  [Code in ErrorCode]: Table[Code] extends { readonly held: { readonly until: 'retryAt' } } ? Code : never;
}[ErrorCode];

export function isPublishedErrorCode(text: string): text is PublishedErrorCode {
  return isErrorCode(text) && errorCodes[text].status !== 'never';
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(table, text);
}

/** In the order in which the API's document lists them. */
export const publishedErrorCodes: readonly PublishedErrorCode[] = Object.keys(table).filter(isPublishedErrorCode);
