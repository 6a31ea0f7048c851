/** The languages of the page, each with its own name for itself. */
export const languages = { en: 'English', 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文' } as const;

export type Language = keyof typeof languages;

export const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text);

/** The first of a person's languages, as the browser names them, that the page has; or else English. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^en\b/i.test(tag)) return 'en';
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag)) return 'zh-Hant';
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
  }
  return 'en';
}
