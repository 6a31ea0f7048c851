import { type Group, loadGroup, type SectionsOf } from './groups.ts';
import type { Language } from './languages.ts';

type Sections = SectionsOf<'start'> & SectionsOf<'payments'> & SectionsOf<'more'>;

export type Section = keyof Sections;

/** The texts of a section. All languages have the same names. */
export type TextsOf<Name extends Section> = Sections[Name];

const groupOf: Readonly<Record<Section, Group>> = {
  shell: 'start',
  stop: 'start',
  login: 'start',
  payments: 'payments',
  codes: 'payments',
  policy: 'more',
  depositAddresses: 'more',
  devices: 'more',
  health: 'more',
  books: 'more',
  activity: 'more',
  statements: 'more',
  balances: 'more',
  months: 'more',
  requests: 'more',
  destinations: 'more',
};

/** What stands around every page, the stop among it: loaded before anything is shown. */
export const shellSections: readonly Section[] = ['shell', 'stop'];

type Loaded = { readonly [Name in Section]?: TextsOf<Name> };

/** The sections that were loaded, by language: what is shown reads from here at once. */
const loaded: Record<Language, Loaded> = { en: {}, 'zh-Hant': {}, 'zh-Hans': {} };

/** Loads these sections once. */
export async function loadTexts(language: Language, sections: readonly Section[]): Promise<void> {
  const missing = new Set(sections.filter((name) => loaded[language][name] === undefined).map((name) => groupOf[name]));
  const modules = await Promise.all([...missing].map((group) => loadGroup(group, language)));
  for (const texts of modules) loaded[language] = { ...loaded[language], ...texts };
}

/** A section that was loaded. */
export function textsIn<Name extends Section>(language: Language, name: Name): TextsOf<Name> {
  const texts = loaded[language][name];
  if (texts === undefined) throw new TypeError(`the texts of ${name} are not loaded: the page has to name them`);
  return texts;
}
