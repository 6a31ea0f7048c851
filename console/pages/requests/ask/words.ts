import type { CodeTexts } from '../../../texts/code-words.ts';
import type { RequestsTexts } from '../../../texts/en/requests.ts';
import { wordsOfError, wordsOfReason } from '../../../texts/words-of.ts';
import type { AskedField, Objection } from './objections.ts';
import type { FormFlaws, NoteFlaw } from './request-form.ts';

type Words = { readonly [Field in AskedField]?: string };

/** What is wrong with each field, in the reader's language. */
export function flawWords(texts: RequestsTexts, flaws: FormFlaws): Words {
  const { destination, quantity, note, instructionId } = flaws;
  return {
    ...(destination === undefined ? {} : { destination: texts.destination.missing }),
    ...(quantity === undefined ? {} : { quantity: texts.quantity[quantity] }),
    ...(note === undefined ? {} : { note: noteWords(texts, note) }),
    ...(instructionId === undefined ? {} : { instructionId: texts.instructionId[instructionId] }),
  };
}

export function noteWords({ note }: RequestsTexts, flaw: NoteFlaw): string {
  return flaw.why === 'hidden'
    ? note.hidden(flaw.character.place, flaw.character.codePoint)
    : note['too-long'](flaw.length);
}

/** What speaks against a payment, in the reader's language where the code is known, and what would be right. */
export function objectionWords(texts: RequestsTexts, codes: CodeTexts, objection: Objection): string {
  const { code, effect, reason } = objection;
  const words = effect === 'refuse' ? wordsOfError(codes, code) : wordsOfReason(codes, code, effect === 'hold');
  return `${words?.means ?? texts.because(reason)} ${texts.expected[effect](rightWords(texts, objection))}`;
}

/** What would be right, in the reader's language; in the API's own words where the code is newer than this page. */
function rightWords({ right }: RequestsTexts, { code, effect, expected }: Objection): string {
  const key = effect === 'reject-at-release' && code !== 'funding-failed' ? effect : code;
  const table: Readonly<Record<string, string | ((figure: string) => string)>> = right;
  const words = Object.hasOwn(table, key) ? table[key] : undefined;
  if (typeof words === 'string') return words;
  const figure = /\d[\d.]*(?: [A-Z\d]+)?/.exec(expected)?.[0];
  return words === undefined || figure === undefined ? expected : words(figure);
}

/** Why it would not be taken, as the field's error. Undefined where nothing of it refuses. */
export function refusalWords(
  texts: RequestsTexts,
  codes: CodeTexts,
  objections: readonly Objection[],
): string | undefined {
  const refusing = objections.filter(({ effect }) => effect === 'refuse');
  if (refusing.length === 0) return undefined;
  return `${texts.effects.refuse}: ${refusing.map((each) => objectionWords(texts, codes, each)).join(' ')}`;
}
