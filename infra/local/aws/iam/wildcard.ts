/**
 * True where the text fits the pattern: `*` stands for any number of characters, none included, and `?` for exactly
 * one. Both stand for any character, `/` and `:` included.
 */
export function fitsWildcard(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const parts = [...pattern.replace(/\*+/g, '*')].map((char) => {
    if (char === '*') return '.*';
    return char === '?' ? '.' : char.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'su').test(text);
}
