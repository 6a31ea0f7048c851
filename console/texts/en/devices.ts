import type { Translation } from '../texts.ts';

export const texts = {
  title: 'My devices',
  about:
    'A device signs what you decide, after it asked for a PIN, a finger or a face. Another person confirms it first.',
  inForce: (count: number) => `You have ${count === 1 ? '1 device' : `${count} devices`} in force.`,
  second: 'Enroll a second one: whoever loses their only device can decide nothing until another one is in force.',
  name: 'Name of the device',
  nameHint: 'Such as “laptop” or “key on my key ring”.',
  enroll: 'Enroll a device',
  enrolling: 'Your device is asked …',
  own: 'Your own',
  others: 'Those of others',
  none: 'None.',
  count: (by: string, count: number) => `${by}: ${count} in force${count < 2 ? '. A second one is missing.' : ''}`,
  owner: 'Belongs to',
  state: 'Status',
  states: {
    inForce: 'in force',
    proposed: 'waits for another person to confirm it',
    later: 'confirmed, and counts from',
    revoked: 'revoked',
    flawed: 'does not count:',
  },
  steps: { proposed: 'Enrolled', confirmed: 'Confirmed', revoked: 'Revoked' },
  key: 'Key',
  synced: 'may be copied to other devices of its owner',
  bound: 'stays in the device',
  model: 'Model',
  digest: 'Digest',
  line: 'Copy the line for the configuration',
  confirm: {
    ask: 'Confirm …',
    means:
      'Ask its owner face to face or by telephone whether it is theirs, and whether they see the same digest. What it ' +
      'signs counts then.',
    confirm: 'Sign with my device',
    running: 'Your device is asked …',
    keep: 'Back',
  },
  revoke: {
    ask: 'Revoke …',
    means: 'It never counts again. Do it at once if it is lost.',
    confirm: 'Revoke it now',
    running: 'Being revoked …',
    keep: 'Keep it',
  },
  restored:
    'The table of devices was restored. No device counts until two people accept it: ask the treasury engineer.',
  unreadable: (ids: string) =>
    `Somebody changed what is kept of these devices. They do not count. Tell the person on call: ${ids}`,
} as const;

export type DeviceTexts = Translation<typeof texts>;
