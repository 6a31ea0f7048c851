import { useTexts } from '../../../app/context.ts';
import { Moment } from '../../../ui/moment.tsx';
import type { Objection } from './objections.ts';
import { objectionWords } from './words.ts';

/** What a payment would meet on its way, beside the field it is about. What refuses it is the field's error. */
export function ObjectionNotes({ objections }: { objections: readonly Objection[] }) {
  const texts = useTexts('requests');
  const codes = useTexts('codes');
  const foreseen = objections.filter(({ effect }) => effect !== 'refuse');
  return (
    <div aria-live="polite">
      {foreseen.map((objection) => (
        <div key={`${objection.code} ${objection.reason}`} class="notice warn">
          <p>
            <strong>{texts.effects[objection.effect]}</strong>
          </p>
          <p>
            {objectionWords(texts, codes, objection)}
            {objection.until !== undefined && (
              <>
                {' '}
                {texts.until} <Moment at={objection.until} />
              </>
            )}
          </p>
          <p class="code">{objection.code}</p>
        </div>
      ))}
    </div>
  );
}
