import type { Language } from './languages.ts';

/** Every text there is, by section. A page loads the sections that it names, in the language of who reads. */
const catalogue = {
  login: {
    en: () => import('./en/login.ts'),
    'zh-Hant': () => import('./zh-Hant/login.ts'),
    'zh-Hans': () => import('./zh-Hans/login.ts'),
  },
  shell: {
    en: () => import('./en/shell.ts'),
    'zh-Hant': () => import('./zh-Hant/shell.ts'),
    'zh-Hans': () => import('./zh-Hans/shell.ts'),
  },
  payments: {
    en: () => import('./en/payments.ts'),
    'zh-Hant': () => import('./zh-Hant/payments.ts'),
    'zh-Hans': () => import('./zh-Hans/payments.ts'),
  },
  codes: {
    en: () => import('./en/codes.ts'),
    'zh-Hant': () => import('./zh-Hant/codes.ts'),
    'zh-Hans': () => import('./zh-Hans/codes.ts'),
  },
  stop: {
    en: () => import('./en/stop.ts'),
    'zh-Hant': () => import('./zh-Hant/stop.ts'),
    'zh-Hans': () => import('./zh-Hans/stop.ts'),
  },
  policy: {
    en: () => import('./en/policy.ts'),
    'zh-Hant': () => import('./zh-Hant/policy.ts'),
    'zh-Hans': () => import('./zh-Hans/policy.ts'),
  },
  depositAddresses: {
    en: () => import('./en/deposit-addresses.ts'),
    'zh-Hant': () => import('./zh-Hant/deposit-addresses.ts'),
    'zh-Hans': () => import('./zh-Hans/deposit-addresses.ts'),
  },
  health: {
    en: () => import('./en/health.ts'),
    'zh-Hant': () => import('./zh-Hant/health.ts'),
    'zh-Hans': () => import('./zh-Hans/health.ts'),
  },
  books: {
    en: () => import('./en/books.ts'),
    'zh-Hant': () => import('./zh-Hant/books.ts'),
    'zh-Hans': () => import('./zh-Hans/books.ts'),
  },
  activity: {
    en: () => import('./en/activity.ts'),
    'zh-Hant': () => import('./zh-Hant/activity.ts'),
    'zh-Hans': () => import('./zh-Hans/activity.ts'),
  },
  statements: {
    en: () => import('./en/statements.ts'),
    'zh-Hant': () => import('./zh-Hant/statements.ts'),
    'zh-Hans': () => import('./zh-Hans/statements.ts'),
  },
  balances: {
    en: () => import('./en/balances.ts'),
    'zh-Hant': () => import('./zh-Hant/balances.ts'),
    'zh-Hans': () => import('./zh-Hans/balances.ts'),
  },
  months: {
    en: () => import('./en/months.ts'),
    'zh-Hant': () => import('./zh-Hant/months.ts'),
    'zh-Hans': () => import('./zh-Hans/months.ts'),
  },
  requests: {
    en: () => import('./en/requests.ts'),
    'zh-Hant': () => import('./zh-Hant/requests.ts'),
    'zh-Hans': () => import('./zh-Hans/requests.ts'),
  },
  destinations: {
    en: () => import('./en/destinations.ts'),
    'zh-Hant': () => import('./zh-Hant/destinations.ts'),
    'zh-Hans': () => import('./zh-Hans/destinations.ts'),
  },
} as const satisfies Record<string, Record<Language, () => Promise<{ readonly texts: object }>>>;

export type Section = keyof typeof catalogue;

/** What stands around every page, the stop among it: loaded before anything is shown. */
export const shellSections: readonly Section[] = ['shell', 'stop'];

/** The texts of a section. Other languages have the same names. */
export type TextsOf<Name extends Section> = Awaited<
  ReturnType<(typeof catalogue)[Name][Exclude<Language, 'en'>]>
>['texts'];

type Loaded = { readonly [Name in Section]?: TextsOf<Name> };

/** The sections that were loaded, by language: what is shown reads from here at once. */
const loaded: Record<Language, Loaded> = { en: {}, 'zh-Hant': {}, 'zh-Hans': {} };

/** Loads these sections once. */
export async function loadTexts(language: Language, sections: readonly Section[]): Promise<void> {
  const missing = sections.filter((name) => loaded[language][name] === undefined);
  const modules = await Promise.all(missing.map(async (name) => [name, (await catalogue[name][language]()).texts]));
  loaded[language] = { ...loaded[language], ...Object.fromEntries(modules) };
}

/** A section that was loaded. */
export function textsIn<Name extends Section>(language: Language, name: Name): TextsOf<Name> {
  const texts = loaded[language][name];
  if (texts === undefined) throw new TypeError(`the texts of ${name} are not loaded: the page has to name them`);
  return texts;
}
