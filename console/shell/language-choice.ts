import { isLanguage, type Language, languageFor } from '../texts/languages.ts';

const key = 'language';

/** The language that was chosen here before, or else the browser's. */
export function chosenLanguage(): Language {
  const kept = localStorage.getItem(key) ?? '';
  return isLanguage(kept) ? kept : languageFor(navigator.languages);
}

/** Keeps it for the next time. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(key, language);
}
