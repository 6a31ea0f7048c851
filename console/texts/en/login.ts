import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Log in to the treasury',
  logIn: 'Log in',
  logInAgain: 'Log in again',
  somebodyElse: 'Log in as somebody else',
  leaving: 'Going to the login …',
  loggedOut: 'You are logged out.',
  loggedOutElsewhere: 'If others use this device too, close the browser.',
  problems: {
    offline: 'This device has no connection. Check the network, and log in again.',
    'provider-away':
      'Your company’s login does not answer. Wait a moment and log in again. If it stays so, ask your IT.',
    cancelled: 'The login was cancelled. Nobody is logged in.',
    over: 'This login took too long, or was finished before. Log in again.',
    foreign:
      'An answer came that belongs to no login begun here. It was refused, and nobody is logged in. Log in again.',
    clock: 'The clock of this device is wrong by more than five minutes. Set date and time right, and log in again.',
    unexpected: 'The login failed in this page. Log in again; if it stays so, tell the person who set up the treasury.',
  },
  refused: (words: string) =>
    `Your company’s login refused it: ${words}. Ask your IT whether you may use the treasury.`,
  noPerson: (claim: string) =>
    `Your login does not say who you are: it lacks “${claim}”. Tell the person who set up the treasury.`,
  misconfigured: (detail: string) =>
    `Login and treasury do not fit together. Tell the person who set up the treasury: ${detail}.`,
  noRole: (person: string) =>
    `You are logged in as ${person}, and may do nothing here: none of your groups has a role. Ask for one, then log ` +
    'in again.',
  groups: (groups: string) => `Your groups: ${groups}`,
  noGroups: 'Your login names no groups.',
} as const;

export type LoginTexts = Translation<typeof texts>;
