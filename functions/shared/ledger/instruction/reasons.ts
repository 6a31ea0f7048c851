/** Why an instruction stands where it stands. Published: other systems match on these. */
export const reasonCodes = {
  'destination-not-whitelisted': 'No active whitelist entry has this id.',
  'destination-mismatch': 'The whitelist entry is for another coin, chain or address.',
  'coin-not-allowed': 'Withdrawals of this coin are not configured.',
  'too-many-decimals': 'The quantity has more decimals than the exchange takes for this coin.',
  'over-per-instruction': 'The quantity is over the limit for one instruction.',
  'identity-changed': 'People are named by another issuer or claim since it was asked for over the bus.',
  'below-min': 'The amount to move is below the configured minimum.',
  'nothing-above-reserve': 'There is nothing above the reserve.',
  'target-reached': 'The account to top up already has its target.',
  'insufficient-balance': 'The account has less than the fixed amount.',
  'balance-unavailable': 'The balance could not be read in this run.',
  'balance-changed': 'The balance no longer covers an amount that was decided earlier.',
  'sweep-changed': 'The sweep has another coin or other accounts than when this run was decided.',
  'earlier-instruction-open': 'An earlier instruction from the same account and coin is not finished.',
  'dry-run': 'The sweep is set to decide only.',
  disabled: 'The sweep is switched off.',
  'approval-expired': 'It waited longer than approvalExpiry for its release.',
  'destination-revoked': 'The whitelist entry was revoked.',
  'approval-given': 'One person approved it.',
  declined: 'An approver declined it.',
  canceled: 'Who asked for it took it back.',
  'over-count-limit': 'With those before, there would be more withdrawals than a limit of this coin allows.',
  'over-destination-limit': 'It would be over a limit for this destination.',
  'attempts-exhausted': 'It was held too often; a person should look at the cause and ask again.',
  'exchange-refused': 'The exchange refused it for good.',
  'exchange-failed': 'The exchange took it and then failed it; the money did not leave.',
  paused: 'Sending is paused.',
  'over-rolling-limit': 'With what moved before, and what may have, it would be over a limit of this coin.',
  'proven-absent': 'The exchange does not have it and can never take it any more. Nothing moved.',
  'not-in-records': "The exchange's records do not have it. Whether that proves anything is not known there yet.",
  'near-match': "The exchange's records have an order like it that is no other instruction's.",
  'order-differs': "The exchange's records have its id with other content, or more than once.",
  'records-unreadable': "The exchange's records could not be read to their end.",
  'resolution-proposed': 'One person decided what became of it. A second one has to agree.',
  resolved: 'Two people decided what became of it, with evidence.',
  'outcome-unknown': 'The exchange may or may not have it. It is never sent again before that is known.',
} as const;

export type ReasonCode = keyof typeof reasonCodes;

export function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(reasonCodes, text);
}
