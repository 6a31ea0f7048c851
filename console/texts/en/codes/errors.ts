import type { ErrorTexts } from '../../code-words.ts';

const tellEngineer = 'Tell the treasury engineer.';
const again = 'Try again in a moment.';
const holds = 'Look at it again: it goes on by itself.';
const internal = 'Look at what became of it before you try again, and tell the treasury engineer.';

export const errors: ErrorTexts = {
  'invalid-input': {
    means: 'Something cannot be taken as it is.',
    todo: 'Set right what is named, and send it again.',
  },
  'token-not-accepted': {
    means: 'Your login is not accepted by the rules in force, or your e-mail address is not verified.',
    todo: 'Have your address verified. Just after a change of the login, only stopping is possible for a while.',
  },
  forbidden: { means: 'None of your groups may do this.', todo: 'Ask somebody whose role it is.' },
  'own-instruction': { means: 'You asked for it yourself.', todo: 'Other people decide about it.' },
  'own-destination': {
    means: 'You proposed its destination, or confirmed it alone.',
    todo: 'Somebody else approves it.',
  },
  'identity-changed': {
    means: 'People are named in another way since. Nobody can tell whether you are another person than who acted then.',
    todo: 'Have it asked for again under a new id, or the destination confirmed again.',
  },
  'own-entry': { means: 'You proposed this destination yourself.', todo: 'Another person confirms it.' },
  'not-your-instruction': {
    means: 'Somebody else asked for it.',
    todo: 'Only they can cancel it; an approver can decline it.',
  },
  'not-found': { means: 'There is no such thing.', todo: 'Check the id.' },
  'method-not-allowed': { means: 'This cannot be done here.', todo: 'Load the page anew.' },
  'instruction-conflict': {
    means: 'This id was used before, for another payment.',
    todo: 'Take a new id. First make sure that it was not paid under this one.',
  },
  'version-conflict': { means: 'Others changed it at the same time.', todo: 'Look at it again, then try again.' },
  'digest-mismatch': {
    means: 'You looked at something else than what stands at the treasury.',
    todo:
      'Read it again and decide on what you see. If it comes again, somebody shows you something ' +
      'else: stop everything.',
  },
  'already-approved': { means: 'You have approved it already.', todo: 'Other people are missing.' },
  'not-awaiting-approval': { means: 'Nobody is asked about it any more.', todo: 'See its status.' },
  'not-cancelable': { means: 'It is on its way, or has ended.', todo: 'See its status.' },
  'not-in-doubt': { means: 'What became of it is known, or is still being found out.', todo: 'See its status.' },
  'too-many-proposals': {
    means: 'Minds were changed 20 times.',
    todo: 'Somebody who has said nothing yet decides, or agrees to the last proposal.',
  },
  'too-many-pauses': { means: 'So many parts are stopped that no other one is taken.', todo: 'Stop everything.' },
  'month-not-closable': {
    means: 'A day of the month is missing or not final, or a movement has no note.',
    todo: 'Look at what is left to do for this month.',
  },
  'month-closed': { means: 'Two people have signed the month. It does not change any more.', todo: 'Nothing.' },
  'row-matched': { means: 'This movement has its instruction.', todo: 'Look at that instruction.' },
  'too-many-notes': { means: 'There is no room for another note on this day.', todo: 'Write no other one.' },
  'whitelist-conflict': { means: 'The id was used for another destination.', todo: 'Take a new id.' },
  'whitelist-state': {
    means: 'This step does not follow from where the destination stands.',
    todo: 'See its status and what comes next.',
  },
  'whitelist-full': { means: 'There is no room for more.', todo: tellEngineer },
  'too-many-entries': { means: 'You proposed 50 destinations within a day.', todo: 'Propose the rest tomorrow.' },
  'account-known': {
    means: 'This account has a name already, or it is our own deposit address.',
    todo: 'Use the destination that is there.',
  },
  'look-alike': {
    means: 'The address looks like another one that is known.',
    todo: 'Read both in full. Name a block in which they differ, or do not pay there.',
  },
  'proof-refused': { means: 'The exchange does not take this proof.', todo: 'Prove it in another way.' },
  'deposit-address-changed': {
    means: 'The exchange gives another address than payers were told.',
    todo: 'Nobody pays there before two people looked.',
  },
  'deposit-address-not-offered': {
    means: 'This is not the address that the exchange gives now.',
    todo: "Compare with HashKey's own pages.",
  },
  'deposits-not-possible': { means: 'The exchange takes no deposits of this coin now.', todo: 'Ask HashKey.' },
  'internal-error': { means: 'Something failed at the treasury.', todo: internal },
  'assertion-failed': { means: 'The treasury met a state that its own rules exclude.', todo: internal },
  'transition-not-allowed': { means: 'A step was tried that does not follow. Nothing was done.', todo: internal },
  'item-corrupt': {
    means: 'A record is not as it was written. Nothing is decided on it.',
    todo: 'Tell the treasury engineer at once.',
  },
  'secret-malformed': { means: 'The key for this cannot be used.', todo: tellEngineer },
  'signing-mode': { means: 'The key for this cannot be used.', todo: tellEngineer },
  'request-unsignable': { means: 'The request to the exchange could not be signed.', todo: tellEngineer },
  'deposit-address-invalid': {
    means: 'What the exchange gave is no address of this chain.',
    todo: 'Nobody pays there. Tell the treasury engineer.',
  },
  'passkey-required': {
    means: 'This takes a signature of a device of yours.',
    todo: 'Sign it with your device. If you have none, enroll one.',
  },
  'passkey-unknown': { means: 'Nobody enrolled this device here.', todo: 'Enroll it, or use another device of yours.' },
  'passkey-of-another': { means: 'This device belongs to somebody else.', todo: 'Use a device of your own.' },
  'passkey-unconfirmed': {
    means: 'Nobody has confirmed this device yet.',
    todo: 'Have another person confirm it with a device of theirs.',
  },
  'passkey-not-in-force': {
    means: 'This device was confirmed, and counts only later.',
    todo: 'Use another device of yours, or wait until the time that is shown.',
  },
  'passkey-revoked': { means: 'This device was revoked.', todo: 'Use another device of yours, or enroll a new one.' },
  'passkey-not-rooted': {
    means: 'Whoever confirmed this device had none in force.',
    todo: 'Enroll it anew, and have it confirmed by somebody whose device is in force.',
  },
  'passkey-expired': { means: 'It was signed too late.', todo: 'Sign it again.' },
  'passkey-nonce-unknown': {
    means: 'What was signed was not given to you for this.',
    todo: 'Sign it again, from this page.',
  },
  'passkey-nonce-used': { means: 'This signature was used before.', todo: 'Sign it again.' },
  'passkey-content-differs': {
    means: 'The device signed something else than what stands at the treasury.',
    todo: 'Read it again, and sign what you see. If it comes again, stop everything.',
  },
  'passkey-user-not-verified': {
    means: 'The device did not ask who you are.',
    todo: 'Set up a PIN, a finger or a face on the device, then sign it again.',
  },
  'passkey-wrong-origin': {
    means: 'It was signed on a page that is not this console.',
    todo: 'Open the console at its own address, and tell the person on call.',
  },
  'passkey-signature-invalid': {
    means: "The device's answer cannot be right.",
    todo: 'Sign it again. If it comes again, use another device.',
  },
  'passkey-cloned': {
    means: 'There may be a copy of this device.',
    todo: 'Revoke it, and use another one. The person on call was told.',
  },
  'passkey-conflict': {
    means: 'A device with this id was enrolled before.',
    todo: 'Have the device make a new key, and enroll it again.',
  },
  'too-many-passkeys': {
    means: 'So many devices were enrolled that no other one is taken.',
    todo: 'Enroll it tomorrow. If it comes again, tell the engineer.',
  },
  'enrolment-refused': { means: 'The device was not enrolled.', todo: 'The message says why. Begin again.' },
  'authenticator-not-allowed': {
    means: 'By the rules in force this kind of device cannot be enrolled.',
    todo: 'Use a device of another kind. The message says which.',
  },
  'own-passkey': { means: 'This device is your own.', todo: 'Another person confirms it.' },
  'not-your-passkey': {
    means: 'This device belongs to somebody else.',
    todo: 'Its owner revokes it, or an approver, a whitelister or an operator.',
  },
  'passkey-state': { means: 'This device cannot be confirmed any more.', todo: 'See its status.' },
  'passkeys-unavailable': {
    means: 'This stage has no devices.',
    todo: 'Tell the treasury engineer: the configuration lacks a domain.',
  },
  'registry-inconsistent': {
    means: 'Somebody changed what is kept of a device. It does not count.',
    todo: 'Tell the person on call at once, and use another device.',
  },
  'exchange-refused': { means: 'The exchange said no.', todo: 'The message has its code.' },
  'exchange-answer-malformed': {
    means: 'The exchange answered otherwise than documented.',
    todo: 'Try again; tell the engineer if it stays so.',
  },
  'exchange-unavailable': { means: 'The exchange did not answer in time.', todo: again },
  'exchange-maintenance': { means: 'The exchange is in its maintenance window.', todo: 'Try again after it.' },
  'rate-limited': { means: 'The exchange asked us to slow down.', todo: 'Try again in a minute.' },
  'ip-banned': { means: 'The exchange has banned our address for a while.', todo: 'Wait, and tell the engineer.' },
  'two-factor-step-taken': {
    means: 'The two-factor token of this moment is used.',
    todo: 'Try again in half a minute.',
  },
  'store-unavailable': {
    means: 'The treasury did not answer. What you wanted may be there, or not.',
    todo: 'Look at what became of it, then try again.',
  },
  'bus-unavailable': { means: 'What was decided holds, but could not be announced yet.', todo: holds },
  'queue-unavailable': { means: 'What was decided holds, and goes on a little later.', todo: holds },
  'secret-unavailable': { means: 'The key for this could not be read.', todo: tellEngineer },
  'task-token-busy': { means: 'Very many ask for the same payment at once.', todo: again },
  'reservations-busy': { means: 'Very many use the same limits at once. What was decided holds.', todo: holds },
  'policy-missing': { means: 'No policy was deployed, so nothing is allowed.', todo: tellEngineer },
};
