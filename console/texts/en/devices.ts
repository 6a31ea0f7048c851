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
    restored: 'in force once the restored table is accepted',
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
  restored: {
    title: 'The table of devices was restored',
    means:
      'No device counts until two different people accept it. It is an older copy: a device that was revoked since ' +
      'may be back. Ask the treasury engineer who was. Then look through the list: if such a device is in force again, ' +
      'revoke it before you accept.',
    table: 'Restored table',
    from: 'Copied from',
    newest: 'Newest step in it',
    digest: 'Digest',
    of: (count: number) =>
      `It is of ${count === 1 ? '1 device' : `${count} devices`} with a history, listed below with those that the ` +
      'configuration names.',
    again: (count: number) => `In force once it is accepted: ${count}`,
    later: (count: number) => `Confirmed, and in force later: ${count}`,
    revoked: (count: number) => `Stay revoked: ${count}`,
    accepted: 'Accepted',
    missing: 'Still missing',
    two: 'two different people',
    another: 'another person',
    own: 'You accepted it. Nothing more is yours to do, unless a device changes before the other person accepts.',
    accept: {
      ask: 'Accept …',
      means: 'Are you sure that no device that is listed here as in force was revoked or lost?',
      confirm: 'Sign with my device',
      running: 'Your device is asked …',
      keep: 'Back',
    },
  },
  unreadable: (ids: string) =>
    `Somebody changed what is kept of these devices. They do not count. Tell the person on call: ${ids}`,
} as const;

export type DeviceTexts = Translation<typeof texts>;
