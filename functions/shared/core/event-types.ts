/** The events that go out on the bus, and whether a person must see them. */
export const eventTypes = {
  InstructionStatusChanged: 'record',
  InstructionExpiresSoon: 'record',
  InstructionHeld: 'record',
  NeedsAttention: 'alarm',
  SignatureRefused: 'alarm',
  UnknownMovement: 'alarm',
  DepositAddressChanged: 'alarm',
  DepositAddressAccepted: 'alarm',
  DepositSeen: 'record',
  DepositCredited: 'record',
  DepositStuck: 'alarm',
  ExchangeBan: 'alarm',
  WhitelistChanged: 'alarm',
  PolicyChanged: 'alarm',
  PauseChanged: 'alarm',
  KeyHealth: 'record',
  KeyUnhealthy: 'alarm',
  ExportFailed: 'alarm',
  StatementDifference: 'alarm',
  StatementLost: 'alarm',
  StatementChainBroken: 'alarm',
  MonthClosed: 'record',
  PasskeyChanged: 'alarm',
  PasskeyCloned: 'alarm',
  PasskeyRefused: 'alarm',
  PasskeysRestored: 'alarm',
} as const;

export type EventType = keyof typeof eventTypes;

/** Those that the topic of alarms is told of. */
export const alarmEvents: readonly EventType[] = Object.entries(eventTypes).flatMap(([type, use]) =>
  isEventType(type) && use === 'alarm' ? [type] : [],
);

/** Those by which people are notified of what they asked for and have to decide. */
export const notifyingEvents = [
  'InstructionStatusChanged',
  'InstructionExpiresSoon',
  'InstructionHeld',
  'WhitelistChanged',
  'PauseChanged',
  'PolicyChanged',
  'PasskeyChanged',
] as const satisfies readonly EventType[];

export type NotifyingEventType = (typeof notifyingEvents)[number];

function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventTypes, text);
}
