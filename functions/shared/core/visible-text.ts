import * as v from 'valibot';
import { findHidden, hidden, marksMax, spacesMax } from './hidden-characters.ts';

/* Schemas of text that people write for people: what could not be seen is refused. */

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
