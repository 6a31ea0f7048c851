import { useTexts } from '../../../app/context.ts';
import { Moment } from '../../../ui/moment.tsx';
import type { Objection } from './objections.ts';

/** What a payment would meet on its way, beside the field it is about. What refuses it is the field's error. */
export function ObjectionNotes({ objections }: { objections: readonly Objection[] }) {
  const texts = useTexts('requests');
  const foreseen = objections.filter(({ effect }) => effect !== 'refuse');
  return (
    <div aria-live="polite">
      {foreseen.map(({ effect, code, reason, expected, until }) => (
        <div key={`${code} ${reason}`} class="notice warn">
          <p>
            <strong>{texts.effects[effect]}</strong>
          </p>
          <p>
            {texts.objection(reason, expected)}
            {until !== undefined && (
              <>
                {' '}
                {texts.until} <Moment at={until} />
              </>
            )}
          </p>
          <p class="code">{code}</p>
        </div>
      ))}
    </div>
  );
}
