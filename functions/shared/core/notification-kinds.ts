/** What people are notified of. Published: the attribute `kind` of a message, and what `notifications` may ask for. */
export const notificationKinds = {
  'waits-for-approval': 'A payment waits for approval.',
  'one-approval-missing': 'A payment needs one more approval.',
  'expires-soon': 'A payment expires soon unless somebody acts.',
  sent: 'The exchange has it.',
  settled: "The exchange's records show it done.",
  failed: 'It failed. Nothing moved.',
  rejected: 'It was rejected. Nothing moved.',
  declined: 'An approver declined it.',
  canceled: 'Who asked for it took it back.',
  expired: 'It waited too long, and ended. Nothing moved.',
  held: 'It is approved, and held for longer than a quarter of an hour.',
  'entry-waits-for-confirmation': 'A destination is proven, and waits for a second person.',
  'micro-payment-arrived': 'The micro-payment of a destination arrived.',
  'entry-active': 'A destination may be paid.',
  paused: 'Sending was paused.',
  'resume-proposed': 'One person wants to end a pause. It takes a second one.',
  resumed: 'A pause has ended.',
  'policy-waiting': 'A looser policy waits, and can be vetoed.',
  'passkey-proposed': 'A device that somebody wants to sign with waits for another person.',
  'passkey-confirmed': 'A device was confirmed, and counts from a later moment on.',
  'passkey-revoked': 'A device was revoked.',
} as const;

export type NotificationKind = keyof typeof notificationKinds;

export const notificationKindNames: readonly NotificationKind[] =
  Object.keys(notificationKinds).filter(isNotificationKind);

export function isNotificationKind(text: string): text is NotificationKind {
  return Object.hasOwn(notificationKinds, text);
}
