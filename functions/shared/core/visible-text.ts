import * as v from 'valibot';

/*
 * Text that people write for people. What cannot be seen could hide a part of it from the one who decides, or make two
 * texts look alike.
 */

/** Characters that a screen shows as nothing or as a gap, although Unicode counts them among letters and symbols. */
const blanks = '\\u2800\\u{13441}\\u{13442}\\u{16FE4}\\u{1D159}';
/** Controls, formats, unassigned ones; separators of lines and paragraphs; what is ignored when it is shown. */
const hidden = `\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}${blanks}`;

/** Languages stack no more marks on one letter. More of them cover the lines above and below. */
const marksMax = 4;
/** More of them push what follows out of sight. */
const spacesMax = 4;

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

/** Of one line. Says of a text that is refused which of its characters is to blame. */
export function visibleTextSchema(least: 0 | 1, most: number) {
  const form = least === 0 ? `up to ${most} visible characters` : `${least} to ${most} visible characters`;
  return v.pipe(
    v.string(form),
    // JSON Schema counts characters where the rule below counts their halves: it lets a few more through.
    v.metadata({ maxLength: most, pattern: patternOf(least), description: form }),
    visible({ least, most, form, lineBreaks: 'refused' }),
  );
}

/** Of several lines. */
export function visibleLinesSchema(most: number, form: string) {
  return v.pipe(
    v.string(form),
    v.metadata({ description: form }),
    visible({ least: 1, most, form, lineBreaks: 'allowed' }),
  );
}

interface VisibleRule {
  readonly least: 0 | 1;
  readonly most: number;
  readonly form: string;
  readonly lineBreaks: 'refused' | 'allowed';
}

function visible({ least, most, form, lineBreaks }: VisibleRule) {
  return v.rawCheck<string>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const text = dataset.value;
    const found = findHidden(text, lineBreaks);
    if (found !== undefined) {
      const { place, codePoint, because } = found;
      addIssue({ message: form, received: `its character ${place} (${codePoint}) ${because}` });
    } else if (text.trim().length < least) {
      addIssue({ message: form, received: text === '' ? 'is empty' : 'is blank' });
    } else if (text.length > most) addIssue({ message: form, received: `has ${text.length} characters` });
  });
}

/** The rule as JSON Schema can say it. */
function patternOf(least: 0 | 1): string {
  const seen = least === 0 ? '' : `(?=.*[^\\p{Zs}${hidden}])`;
  const limits = `(?!.*\\p{M}{${marksMax + 1}})(?!.*\\p{Zs}{${spacesMax + 1}})`;
  return `^${limits}${seen}[^${hidden}]*$`;
}
