/**
 * What is worth a second look before a payment is approved, by its published code. None of it forbids anything: people
 * decide.
 */
export const riskCodes = {
  'young-destination': 'The destination was proposed within the last seven days.',
  'first-payment': 'No payment to this account is known.',
  'largest-so-far': 'It is larger than every payment to this account that is known.',
  'first-by-requester': 'No payment is known that this person asked for.',
  'just-under-a-tier': 'A little more would take more people, or other ones.',
  'just-under-a-limit': 'A little more would be over a limit.',
  'unusual-hour': 'It was asked for outside the office hours of the policy.',
  'history-unreadable': 'What is kept of earlier payments could not be read, so nothing is said of them.',
} as const;

export type RiskCode = keyof typeof riskCodes;

export function isRiskCode(text: string): text is RiskCode {
  return Object.hasOwn(riskCodes, text);
}
