import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Treasury',
  titleWithWaiting: (count: number) => `(${count}) Treasury`,
  skipToContent: 'Skip to the content',
  navigation: 'Pages',
  language: 'Language',
  loggedInAs: (person: string) => `Logged in as ${person}`,
  logOut: 'Log out',
  logInAgain: 'Log in again',
  stop: 'Stop',
  loading: 'Loading …',
  retry: 'Try again',
  reload: 'Load the page anew',
  notFound: 'There is no such page.',
  toStart: 'To the first page',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'It could not be copied. Select the text and copy it by hand.',
  asOf: (when: string) => `as of ${when}`,
  failure: {
    device: {
      unsupported: 'This browser has no passkeys. Use a current one.',
      none:
        'This takes a signature of a device of yours, and you have none in force. Enroll one, and have another person ' +
        'confirm it.',
      asked:
        'The policy now asks for a signature of your device. Nothing was sent. Read what it signs, and press again.',
      'no-answer':
        'Your device did not sign: it was cancelled, took too long, or is not here. Nothing was sent. Try again. If ' +
        'the device is lost, revoke it under “My devices”, and use another one.',
      enrolled: 'This device is enrolled already.',
      elsewhere: 'Devices are bound to another address of this page. Open it there.',
      differs:
        'Your device was to sign something else than what is shown here. Nothing was signed. Do not try again, and ' +
        'tell the person on call.',
    },
    offline: 'The treasury was not reached. Check your connection and try again; what you typed is kept.',
    timeout: 'The treasury did not answer in time. It may have done what you asked for. Try again: it acts once.',
    unreadable: 'The answer could not be read. It may have done what you asked for. Try again: it acts once.',
    unread: 'The treasury did not answer just now. Nothing was changed. Wait a moment and try again.',
    loginExpired: 'Your login has expired. Log in again; what you typed is kept.',
    unexpected: 'Something failed in this page. Load it anew; if it stays so, tell the person on call.',
    code: (code: string) => `Code: ${code}`,
  },
  signs: {
    means: (what: string, person: string) => `Your device signs this for ${person}: ${what}.`,
    payment: 'I approve the payment',
    destination: 'I confirm the destination',
    pause: 'I resume',
    settled: 'The money moved, of the payment',
    failed: 'The money did not move, of the payment',
    'deposit-address': 'I accept the address that I typed, for',
    device: 'I confirm the device',
    month: 'I sign the month',
    restore: 'I accept the devices as they stand in the restored table',
  },
  pages: {
    needsMe: 'Needs me',
    ask: 'Ask for a payment',
    destinations: 'Destinations',
    activity: 'Activity',
    statements: 'Statements',
    balances: 'Balances',
    months: 'Months',
    policy: 'Policy',
    depositAddresses: 'Deposit addresses',
    devices: 'My devices',
    health: 'Health',
    stop: 'Stop',
  },
} as const;

export type ShellTexts = Translation<typeof texts>;
