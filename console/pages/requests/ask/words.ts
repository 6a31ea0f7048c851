import type { RequestsTexts } from '../../../texts/en/requests.ts';
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

/** Why it would not be taken, as the field's error. Undefined where nothing of it refuses. */
export function refusalWords(texts: RequestsTexts, objections: readonly Objection[]): string | undefined {
  const refusing = objections.filter(({ effect }) => effect === 'refuse');
  if (refusing.length === 0) return undefined;
  const words = refusing.map(({ reason, expected }) => texts.objection(reason, expected));
  return `${texts.effects.refuse}: ${words.join(' ')}`;
}
