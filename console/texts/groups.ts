import type { Language } from './languages.ts';

/**
 * Every text there is, in groups: a group is one file to a browser, which is smaller than a file for each section. The
 * build replaces this file by one that gives the same texts: to a browser their names are sent once for all languages.
 */
const groups = {
  start: {
    en: () => import('./en/groups/start.ts'),
    'zh-Hant': () => import('./zh-Hant/groups/start.ts'),
    'zh-Hans': () => import('./zh-Hans/groups/start.ts'),
  },
  payments: {
    en: () => import('./en/groups/payments.ts'),
    'zh-Hant': () => import('./zh-Hant/groups/payments.ts'),
    'zh-Hans': () => import('./zh-Hans/groups/payments.ts'),
  },
  more: {
    en: () => import('./en/groups/more.ts'),
    'zh-Hant': () => import('./zh-Hant/groups/more.ts'),
    'zh-Hans': () => import('./zh-Hans/groups/more.ts'),
  },
} as const satisfies Record<string, Record<Language, () => Promise<object>>>;

export type Group = keyof typeof groups;

/** The sections of a group, as another language than English has them: there they are typed. */
export type SectionsOf<Name extends Group> = Awaited<ReturnType<(typeof groups)[Name][Exclude<Language, 'en'>]>>;

/** The sections of a group in a language. */
export const loadGroup = (group: Group, language: Language) => groups[group][language]();
