/*
 * Text that people write for people. What cannot be seen could hide a part of it from the one who decides, or make two
 * texts look alike.
 */

/** Characters that a screen shows as nothing or as a gap, although Unicode counts them among letters and symbols. */
const blanks = '\\u2800\\u{13441}\\u{13442}\\u{16FE4}\\u{1D159}';
/** Controls, formats, unassigned ones; separators of lines and paragraphs; what is ignored when it is shown. */
export const hidden = `\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}${blanks}`;

/** Languages stack no more marks on one letter. More of them cover the lines above and below. */
export const marksMax = 4;
/** More of them push what follows out of sight. */
export const spacesMax = 4;

const flaws = [
  { pattern: new RegExp(`[${hidden}]`, 'u'), because: 'cannot be seen' },
  { pattern: new RegExp(`(?<=\\p{M}{${marksMax}})\\p{M}`, 'u'), because: 'is one mark too many on one letter' },
  {
    pattern: new RegExp(`(?<=[\\p{Zs}\\n]{${spacesMax}})[\\p{Zs}\\n]`, 'u'),
    because: 'is one space too many in a row',
  },
];

/** A character that keeps a text from being seen as it is. */
export interface HiddenCharacter {
  /** Its place among the text's characters. 1 is the first. */
  readonly place: number;
  /** Such as `U+200B`. */
  readonly codePoint: string;
  readonly because: string;
}

/** The first character that would not be seen as it is. */
export function findHidden(text: string, lineBreaks: 'refused' | 'allowed' = 'refused'): HiddenCharacter | undefined {
  // A line break that is allowed is seen. A space stands for it, so that long gaps are still found.
  const seen = lineBreaks === 'allowed' ? text.replaceAll('\n', ' ') : text;
  const found = flaws.flatMap(({ pattern, because }) => {
    const index = seen.search(pattern);
    return index < 0 ? [] : [{ index, because }];
  });
  const [first] = found.toSorted((a, b) => a.index - b.index);
  if (first === undefined) return undefined;
  const codePoint = text.codePointAt(first.index) ?? 0;
  return {
    place: [...text.slice(0, first.index)].length + 1,
    codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    because: first.because,
  };
}

/** The same text with a space for everything that could not be seen, and without long gaps and stacks. */
export function toVisible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(new RegExp(`[${hidden}]`, 'gu'), ' ')
    .replaceAll(new RegExp(`(\\p{M}{${marksMax}})\\p{M}+`, 'gu'), '$1')
    .replaceAll(new RegExp(`(\\p{Zs}{${spacesMax}})\\p{Zs}+`, 'gu'), '$1');
}
