/** What a caller may be told: the HTTP status of each published code, and what it means. Other systems match on the codes. */
export const errorCodes = {
  'invalid-input': { status: 400, meaning: 'Something in the request cannot be taken: each field is named.' },
  'token-not-accepted': {
    status: 401,
    meaning: 'By the policy in force tokens come from elsewhere, or are for another.',
  },
  forbidden: { status: 403, meaning: "None of the person's groups has a role that may do this." },
  'own-instruction': { status: 403, meaning: 'Who asked for an instruction decides nothing about it.' },
  'own-destination': { status: 403, meaning: 'Who brought in the destination does not approve payments to it.' },
  'own-entry': { status: 403, meaning: 'Who proposed a destination does not confirm it.' },
  'not-your-instruction': { status: 403, meaning: 'Only who asked for an instruction takes it back.' },
  'not-found': { status: 404, meaning: 'There is no such thing.' },
  'instruction-conflict': { status: 409, meaning: 'The same id was used before with other content.' },
  'version-conflict': { status: 409, meaning: 'Others changed it each time it was tried. Try again.' },
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
    meaning: 'People changed their minds too often. The last proposal can be agreed to.',
  },
  'too-many-pauses': { status: 409, meaning: 'So many scopes are paused that no other one is taken. `all` always is.' },
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
  'internal-error': { status: 500, meaning: 'Something failed here. It is in the log.' },
  'assertion-failed': { status: 500, meaning: 'A state was met that our own code rules out. Nothing was done.' },
  'transition-not-allowed': { status: 500, meaning: 'A step was tried that does not follow. Nothing was done.' },
  'item-corrupt': { status: 500, meaning: 'An item in the table is not as it was written. Nothing is decided on it.' },
  'secret-malformed': { status: 500, meaning: 'The key for this cannot be used. The log says why.' },
  'signing-mode': { status: 500, meaning: "The key's kind cannot sign for this API." },
  'request-unsignable': { status: 500, meaning: 'The request to the exchange has no one form that could be signed.' },
  'deposit-address-invalid': { status: 502, meaning: 'What the exchange gave is no address of this chain.' },
  'exchange-refused': { status: 502, meaning: 'The exchange said no.' },
  'exchange-answer-malformed': {
    status: 502,
    meaning: 'The exchange answered with something that is not as documented.',
  },
  'exchange-unavailable': { status: 503, meaning: 'The exchange did not answer in time.' },
  'exchange-maintenance': { status: 503, meaning: 'The exchange is in its maintenance window.' },
  'rate-limited': { status: 503, meaning: 'The exchange asked us to slow down.' },
  'ip-banned': { status: 503, meaning: 'The exchange has banned our address for a while.' },
  'two-factor-step-taken': {
    status: 503,
    meaning: 'The time step of the two-factor token is used. Try again in half a minute.',
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
  'secret-unavailable': { status: 503, meaning: 'The key for this could not be read.' },
  'task-token-busy': { status: 503, meaning: 'Very many ask for one instruction at once. Try again.' },
  'reservations-busy': {
    status: 503,
    meaning: 'Very many use the same limits at once. What was decided holds, and its places are freed later.',
  },
  'policy-missing': { status: 503, meaning: 'No policy was deployed, so nothing is allowed.' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly meaning: string }>>;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCodes, text);
}
