/** Why an instruction that was certainly not taken waits. Published as `heldReason`. */
export const heldReasons = {
  'rate-limited': 'The exchange asked us to slow down (429, 0003, -3145, -1015, -1193).',
  'ip-banned': 'The exchange banned our address for a while (418).',
  'clock-skew': 'The signed time was outside the window (-1021). The clock is read again.',
  'whitelist-pending': 'The exchange makes a new address wait 30 minutes (-1182).',
  'two-factor': 'The two-factor token was missing, wrong or used (-4016, -4017, -4018), or its step is taken.',
  'key-refused': 'The exchange refused the key (0102, 0103, -1002). It is read again; see the runbook.',
  'key-unavailable': 'Secrets Manager did not give the key, or the secret is malformed or of the wrong kind.',
  paused: 'Sending is paused. Nothing left.',
  'cooling-off': 'The destination was confirmed a short while ago and may be paid only later.',
  'approvals-missing': 'By the policy in force now it takes more or other approvals than it has.',
  'signatures-refused':
    'Signatures of its approvals do not count: devices that were revoked or changed, or something was forged.',
  'destination-unsigned': 'Nobody whose device counts has signed that the destination is right.',
  funding:
    'What it lacks is moved from the account that it names as `fundFrom`, or will be once that account has enough.',
  'insufficient-balance': 'The account that it leaves from has too little of the coin (-4003, 0401). A top-up ends it.',
  'limit-changed':
    'Its reservation under the rolling limit was gone when it was to leave. Nothing left; it is reserved again.',
  'reservations-full': 'Too many withdrawals of this coin are in doubt or on their way.',
  'policy-changed': 'The policy forbade it while it was being sent. Nothing left; it is checked again.',
  'fix-config': 'The exchange refused something that a person has to set right: IP list, permission, account.',
  'exchange-suspended': 'The exchange has suspended this feature (-1101, -1169, -1170).',
  'exchange-maintenance': 'The exchange is in its maintenance window.',
  'exchange-unreachable': 'No connection was made, so no byte left.',
} as const;

export type HeldReason = keyof typeof heldReasons;

export function isHeldReason(text: string): text is HeldReason {
  return Object.hasOwn(heldReasons, text);
}
