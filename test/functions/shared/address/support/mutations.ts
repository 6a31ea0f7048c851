/** Every text that differs from `text` in one character, taken from `alphabet`. */
export function* singleChanges(text: string, alphabet: string): Generator<string> {
  for (let i = 0; i < text.length; i += 1) {
    for (const character of alphabet) {
      if (character !== text[i]) yield text.slice(0, i) + character + text.slice(i + 1);
    }
  }
}

/** Letters, digits and a few characters that get into addresses by mistake. */
export const commonCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_\n';
