/**
 * Text from elsewhere as it may be shown and passed on: no control characters, at most `most` characters, never empty.
 */
export function sanitizeText(text: string, most: number): string {
  const shown = text.toWellFormed().replaceAll(/\p{C}/gu, ' ').slice(0, most).trim().toWellFormed();
  return shown === '' ? '(empty)' : shown;
}
