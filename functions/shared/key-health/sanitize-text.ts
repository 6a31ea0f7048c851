import { toVisible } from '../core/hidden-characters.ts';

/** Text from elsewhere as it may be shown and passed on: nothing hidden, at most `most` characters, never empty. */
export function sanitizeText(text: string, most: number): string {
  const shown = toVisible(text).slice(0, most).trim().toWellFormed();
  return shown === '' ? '(empty)' : shown;
}
